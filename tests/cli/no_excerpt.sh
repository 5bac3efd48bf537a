#!/bin/sh
# SPDX-License-Identifier: MIT
# attacks: V2
# --no-excerpt: no value of the document is in any report, wherever it stands and whatever is wrong with it.
. "$(dirname "$0")/setup.sh"

cat >canary.json <<'END'
{
    "config_name": "CANARY 1#",
    "config_name": "CANARY2",
    "config_desc": CANARY3,
    "worker_server_num": "98765",
    "app_url": "CANARY4\q",
    "boot_file_url": 'CANARY5.py',
    "spec_id": 98765.5
    "data_source": [{"type": "CANARY6", "data_url": "s3://CANARY7"}, {"dataset_id": "CANARY8"}],
    "dataset_id": "CANARY9",
    "parameter": [{"label": "CANARY10", "value": 98765}, {"label": "CANARY10", "value": "1"}],
    "user_command": "run password=CANARY11", # CANARY12
    "user_image_url": "http://CANARY13",
    "log_url": "CANARY14
}
END
run 1 -f full canary.json
has out CANARY # or the test would say nothing
for format in $(formats); do
    run 1 --no-excerpt -f "$format" canary.json
    has out TL301
    lacks out CANARY
    lacks out 98765
done
