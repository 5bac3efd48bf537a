#!/bin/sh
# SPDX-License-Identifier: MIT
# A directory is walked in the order of bytes. *.json counts; hidden directories, node_modules and links to
# directories do not; a file that is something else is counted and not mentioned.
. "$(dirname "$0")/setup.sh"

mkdir -p tree/b tree/B tree/.hidden tree/.hidden.json tree/node_modules tree/x.json tree/deep/er elsewhere
for place in tree/a.json tree/b/1.json tree/B/1.json tree/B.json tree/c.JSON tree/d.txt tree/x.json/e.json \
    tree/deep/er/f.json tree/.hidden/g.json tree/.hidden.json/k.json tree/node_modules/h.json elsewhere/i.json tree/.j.json; do
    cp bad.json $place
done
cp foreign.json tree/package.json
ln -s ../elsewhere tree/link
ln -s ../elsewhere tree/link.json
ln -s ../elsewhere/i.json tree/file.json

run 1 -q -f short tree
sed 's/:.*//' out >order
cat >wanted <<'END'
tree/.j.json
tree/B/1.json
tree/B.json
tree/a.json
tree/b/1.json
tree/deep/er/f.json
tree/file.json
tree/x.json/e.json
END
diff wanted order || fail "not these files in this order"
run 1 tree
has out '8 errors in 8 of 8 files. 1 other file skipped.'

# Named, everything is walked: a hidden directory, a link, node_modules; and a final slash is no second one.
run 1 -f short tree/.hidden/ tree/link tree/node_modules
has out 'tree/.hidden/g.json:4:5'
has out 'tree/link/i.json:4:5'
has out 'tree/node_modules/h.json:4:5'
run 1 tree/d.txt tree/c.JSON
has out 'tree/d.txt:4:5'

# As deep as a path may be long; what lies deeper is told, and the walk goes on.
name=$(printf '%0200d' 0)
mkdir abyss
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21; do # from within, for no path may be so long
    mkdir outer
    mv abyss "outer/$name"
    mv outer abyss
done
cp bad.json abyss/1.json
run 2 -f short abyss
has out 'abyss/1.json:4:5'
has out '1 error in 1 file. 1 input could not be read.'
grep -q '^trainlint: abyss/0.*: File name too long$' err || fail "nothing is said of what lies too deep"

# No document at all is no answer.
mkdir nothing
run 2 nothing
has err 'trainlint: nothing to check'
run 2 -qq nothing
empty err
cp foreign.json nothing/
run 0 nothing
has out 'No file was checked. 1 other file skipped.'
