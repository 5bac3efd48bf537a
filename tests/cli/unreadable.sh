#!/bin/sh
# SPDX-License-Identifier: MIT
# Files that cannot be read are named, the others are checked all the same.
. "$(dirname "$0")/setup.sh"

run 2 missing.json bad.json ''
has err 'trainlint: missing.json: No such file or directory'
has err 'trainlint: : No such file or directory'
has out 'error[TL201]'
long=$(printf '%0256d' 0)
run 2 "$long" good.json
has err "trainlint: $long: File name too long"
run 2 good.json/x
has err 'trainlint: good.json/x: Not a directory'

# Links that lead nowhere or to each other.
mkdir links
ln -s nowhere links/a.json
ln -s c.json links/b.json
ln -s b.json links/c.json
cp bad.json links/d.json
run 2 links
has err 'trainlint: links/a.json: No such file or directory'
has err 'trainlint: links/b.json: Too many levels of symbolic links'
has out 'links/d.json:4:5'

mkdir closed
cp bad.json secret.json
cp good.json closed/good.json
chmod 0 secret.json closed
chmod 755 .
if [ "$(id -u)" -eq 0 ]; then
    command -v setpriv >/dev/null || skip "no setpriv here"
    cp "$TRAINLINT" linter # a copy, for nobody may enter the folders of root
    chmod 755 linter
    TRAINLINT=$work/as-nobody
    printf '#!/bin/sh\nexec setpriv --reuid=65534 --regid=65534 --clear-groups "%s" "$@"\n' "$work/linter" >"$TRAINLINT"
    chmod 755 "$TRAINLINT"
    "$TRAINLINT" --version >/dev/null 2>&1 || skip "only root may run the linter"
fi
run 2 secret.json bad.json
has err 'trainlint: secret.json: Permission denied'
has out 'bad.json:4:5'
run 2 closed good.json
has err 'trainlint: closed: Permission denied'
has out '1 file, no errors. 1 input could not be read.'
chmod 700 closed
