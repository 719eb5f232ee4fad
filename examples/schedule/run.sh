#!/bin/sh
# 由 cron 调用，运行一次 fuxi run。做完了不出声；没有做完才输出，cron 把输出寄给 MAILTO。
# 用法：run.sh 工作区 [fuxi run 的选项]
# 环境变量：FUXI 为 fuxi 的完整路径；HOURS 为最多运行几小时，默认 4。
set -u
PYTHONUTF8=1
export PYTHONUTF8

if [ $# -eq 0 ]; then
    echo "用法：run.sh 工作区 [fuxi run 的选项]"
    exit 2
fi

# 到时还没有完就停下：中途停下不丢文件，下一次接着做。
status=0
output=$(timeout "${HOURS:-4}h" "${FUXI:-/opt/fuxi/bin/fuxi}" run "$@" 2>&1) || status=$?

case $status in
    0) exit 0 ;;
    # 上一次还没有做完：这一次不用做，也不用报告。
    3) exit 3 ;;
    1) reason="有报送表退回。" ;;
    2) reason="命令、fuxi.toml、收件箱或登记簿不对，改好以前每次都不会运行。" ;;
    4) reason="这一次没有做完；文件都在，原因消除后下一次接着做。" ;;
    124) reason="运行超过 ${HOURS:-4} 小时，已停下；文件都在，下一次接着做。" ;;
    126 | 127) reason="找不到 fuxi，或者不能执行；请核对 FUXI 的路径。" ;;
    *) reason="程序自己出了错，请把下面的内容交给技术人员。" ;;
esac
printf 'fuxi run 退出代码 %s：%s\n工作区：%s\n\n%s\n' "$status" "$reason" "$1" "$output"
exit "$status"
