@echo off
rem Runs "fuxi run" once; started by Windows Task Scheduler (fuxi-task.xml).
rem Usage: run.cmd WORKSPACE [options of fuxi run]
rem
rem Keep this file in ASCII with CRLF line ends: cmd.exe reads it in the code page of the machine (936 in
rem Chinese Windows), not in UTF-8. Chinese paths come in as arguments, which are Unicode whatever the code page.
rem No "chcp 65001" is needed: fuxi writes UTF-8 into a file by itself.
rem Do not end WORKSPACE with a backslash: \" would hide the closing quotation mark.
setlocal DisableDelayedExpansion
set "PYTHONUTF8=1"
if not defined FUXI set "FUXI=%~dp0venv\Scripts\fuxi.exe"

if "%~1"=="" goto usage
if not exist "%FUXI%" goto nofuxi
if not exist "%~1\fuxi.toml" goto noworkspace
if not exist "%~1\log\" mkdir "%~1\log"

rem What the last run on this machine said; the history of all runs is in log\YYYY-MM.jsonl.
"%FUXI%" run %* >"%~1\log\last-run-%COMPUTERNAME%.txt" 2>&1
set "code=%errorlevel%"
if "%code%"=="0" goto end
if "%code%"=="3" goto end
goto failed

:usage
echo Usage: run.cmd WORKSPACE [options of fuxi run]
set "code=2"
goto failed

:nofuxi
echo Not found: "%FUXI%"
set "code=2"
goto failed

:noworkspace
echo No fuxi.toml in "%~1". Use \\server\share for a network folder, not a drive letter.
set "code=2"
goto failed

rem failed.cmd is the office's own, if there is one: it gets the exit code and the workspace, and may send a message.
:failed
if exist "%~dp0failed.cmd" call "%~dp0failed.cmd" %code% "%~1"

:end
exit /b %code%
