#!/bin/sh
# SPDX-License-Identifier: MIT
# attacks: V3
# What may be a secret is shown in no report, not even in the excerpt of another mistake beside it.
. "$(dirname "$0")/setup.sh"

cat >secret.json <<'END'
{
    "config_name": "a b", "user_command": "train --password CANARY1", "user_image_url": "Image",
    "worker_server_num": 1, "spec_id": 1, "model_id": 7, "data_url": "/usr/data/",
    "parameter": [{"label": "sk", "value": "CANARY2"}, {"label": "sk", "value": "$SK"}]
}
END
for format in $(formats); do
    run 1 -f "$format" secret.json
    has out TL501
    has out TL301
    lacks out CANARY
done
run 1 -f full secret.json
has out '******'
has out 'config_name'
