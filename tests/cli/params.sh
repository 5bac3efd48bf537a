#!/bin/sh
# SPDX-License-Identifier: MIT
# The numbers and names of a message, for those who write it in other words: -f json has all of them, though the
# message may not say each.
. "$(dirname "$0")/setup.sh"

params() { # CASE PARAMS
    run 1 -f json "${top_srcdir:?run by make check}/tests/cases/$1.json"
    has out "\"params\":{$2}"
}
params not-an-object/document-array '"expected":"object","actual":"array"'
params not-an-object/entry-number '"field":"parameter","expected":"object","actual":"number"'
params wrong-type/exponent '"field":"spec_id","expected":"integer","actual":"number with a fraction or exponent"'
params too-long/name-65 '"field":"config_name","limit":64,"actual":65,"count":1,"what":"1 to 64"'
params too-small/zero '"field":"worker_server_num","limit":1,"what":"the number of workers in the training job"'
params integer-range/int-above \
    '"field":"worker_server_num","expected":"32-bit integer","first":-2147483648,"second":2147483647'
params data-conflict/all-three '"count":3,"what":"a managed dataset",'\
'"first":"\"data_url\"","second":"\"dataset_id\" and \"dataset_version_id\"","third":"\"data_source\""'
params half-pair/app-url '"field":"app_url","other":"boot_file_url"'
params boot-outside-app/elsewhere '"field":"boot_file_url","other":"app_url"'
params source-conflict/untyped-url-then-id '"object":"obs","other":"dataset","what":"\"dataset_id\""'
params incomplete-source/obs-with-nothing '"object":"obs","field":"data_url"'
params unknown-type/no-such '"field":"type","expected":"\"obs\" or \"dataset\""'
params mixed-sources/untyped '"other":"dataset"'
