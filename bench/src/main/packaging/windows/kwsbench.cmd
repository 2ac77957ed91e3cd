@echo off
rem Runs kwsbench from the folder that it was unpacked to. KWSBENCH_JVM holds JVM flags of yours.
setlocal
set "java="
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
if not defined java for %%p in (java.exe) do set "java=%%~$PATH:p"
if not defined java (
  echo kwsbench: no Java found: install one of release 17 or later, or set JAVA_HOME 1>&2
  exit /b 3
)
if not defined KWSBENCH_JVM set "KWSBENCH_JVM=-XX:+UseSerialGC"
rem Names of files may hold any letter; before release 18 Java asks for the code page otherwise.
"%java%" -Dfile.encoding=UTF-8 %KWSBENCH_JVM% -jar "%~dp0..\kwsbench.jar" %*
exit /b %errorlevel%
