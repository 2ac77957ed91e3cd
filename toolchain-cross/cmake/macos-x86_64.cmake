# Cross-compiles to macOS 11 and later on Intel's processors.
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(KWS_ZIG_TARGET x86_64-macos.11.0)
include(${CMAKE_CURRENT_LIST_DIR}/macos.cmake)
