#!/bin/sh
# 备份一个工作区：登记簿（SQLite）和其他全部文件。fuxi run 正在运行时也可以做。
# 用法：backup.sh 工作区 备份到的文件夹（应是新的）
# 环境变量：FUXI 为 fuxi 的完整路径，用它旁边的 python。
set -eu
if [ $# -ne 2 ]; then
    echo "用法：backup.sh 工作区 备份到的文件夹"
    exit 2
fi
workspace=$1
target=$2
if [ -e "$target" ]; then
    echo "已经有了 $target，没有再备份。"
    exit 0
fi
umask 077
rm -rf "$target.part"
mkdir -p "$target.part"

# 登记簿先备份，文件后备份：备份里登记过的每一份，文件都在。
# 不能直接复制 register.sqlite：刚写的内容可能还在旁边的 register.sqlite-wal 里。
if [ -e "$workspace/register.sqlite" ]; then
    "$(dirname "${FUXI:-/opt/fuxi/bin/fuxi}")/python" - "$workspace/register.sqlite" "$target.part/register.sqlite" <<'PYTHON'
import sqlite3
import sys

source, copy = (sqlite3.connect(path) for path in sys.argv[1:])
source.backup(copy)
copy.execute("PRAGMA journal_mode = DELETE")
copy.close()
source.close()
PYTHON
fi

# 1：打包时有文件在变（正好有人放进收件箱），这样的文件下次备份就有了。
status=0
tar -C "$workspace" --exclude='./register.sqlite*' -czf "$target.part/files.tar.gz" . || status=$?
[ "$status" -le 1 ]

mv "$target.part" "$target"
