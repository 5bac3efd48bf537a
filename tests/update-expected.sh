#!/bin/sh
# SPDX-License-Identifier: MIT
# Rewrites the .expected files that exist; `git diff` shows what changed in the look. A new one begins as an empty file:
#     touch tests/cases/extra-comma/trailing-member.expected && make update-expected
exec "$(dirname "$0")/expected.sh" --update
