#!/bin/sh
# SPDX-License-Identifier: MIT
# attacks: O4 F16
# Files that cannot be read are named, the others are checked all the same.
. "$(dirname "$0")/setup.sh"

run 2 missing.json bad.json ''
has err 'trainlint: missing.json: No such file or directory'
has err 'trainlint: : No such file or directory'
has out 'error[TL201]'
for bytes in 256 5000; do # more than a name has, and more than a path
    long=$(printf "%0${bytes}d" 0)
    run 2 "$long" bad.json
    has err "trainlint: $long: File name too long"
    has out 'bad.json:4:5'
done
long=$(printf '%0255d' 0) # as long as a name can be
cp bad.json "$long"
run 1 -f short "$long"
has out "$long:4:5"
rm "$long"

# A tree that is deeper than a path can be: what is beyond is named, the rest is checked.
folder=$(printf '%0200d' 0)
mkdir deep
cp bad.json deep
for _ in $(seq 25); do # from within, for no shell goes there
    mkdir above
    mv deep "above/$folder"
    mv above deep
done
cp bad.json note.json deep
run 2 -f short deep
[ "$(wc -l <err)" -eq 1 ] || fail "not one message"
grep -q '^trainlint: deep/0.*: File name too long$' err || fail "the end of the tree is not named"
has out 'deep/bad.json:4:5'
has out 'deep/note.json:'
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

# The system fails amid a directory, after some of its entries.
if [ -z "${INSTRUMENTED-}" ] && command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null; then
    mkdir many
    for i in $(seq 2000); do echo '{}' >"many/$i.json"; done
    status=0
    strace -o /dev/null -e inject=getdents64:error=EIO:when=2 "$TRAINLINT" -f short many bad.json >out 2>err || status=$?
    [ $status -eq 2 ] || fail "a directory that ends early: exit status $status"
    has err 'trainlint: many: Input/output error'
    has out 'bad.json:4:5'
    rm -r many
fi

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
