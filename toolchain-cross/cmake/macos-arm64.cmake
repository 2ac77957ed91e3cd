# Cross-compiles to macOS 11 and later on Apple's processors.
set(CMAKE_SYSTEM_PROCESSOR arm64)
set(KWS_ZIG_TARGET aarch64-macos.11.0)
include(${CMAKE_CURRENT_LIST_DIR}/macos.cmake)
