#!/bin/bash
# SPDX-License-Identifier: MIT
# The hook, as pre-commit runs it: the good document goes in, the bad one does not, other JSON is let be.
set -eu
: "${top_srcdir:?run by make check}"
for tool in git pre-commit; do
    if ! command -v $tool >/dev/null; then
        echo "no $tool here"
        exit 77
    fi
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

export HOME=$work/home PRE_COMMIT_HOME=$work/cache
export GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=test GIT_AUTHOR_EMAIL=test@example.org
export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE
mkdir -p "$HOME" "$work/bin" "$work/hooks" "$work/user"
ln -s "$TRAINLINT" "$work/bin/trainlint"
PATH=$work/bin:$PATH

cd "$work/hooks"
cp "$top_srcdir/.pre-commit-hooks.yaml" .
git init -q
git add .
git commit -q -m hooks

cd "$work/user"
git init -q
cat >.pre-commit-config.yaml <<END
repos:
- repo: $work/hooks
  rev: $(git -C "$work/hooks" rev-parse HEAD)
  hooks:
  - id: trainlint
END
pre-commit install >/dev/null

cp "$top_srcdir/examples/good.json" job.json
echo '{"name": "web", "description": "a site", "version": "1.0.0", "scripts": {"test": "true"}}' >package.json
echo 'not JSON' >notes.txt
git add .
git commit -q -m good
echo "good document: committed"

cp "$top_srcdir/examples/misspelt-key.json" job.json
git add .
if git commit -q -m bad >"$work/log" 2>&1; then
    echo "a bad document was committed"
    exit 1
fi
cat "$work/log"
grep -q TL201 "$work/log"
if grep -q package.json "$work/log"; then
    echo "package.json is no job"
    exit 1
fi
