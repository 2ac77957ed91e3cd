# What both kinds of Mac share: Zig's Clang, linker, headers and libc++, no SDK of Apple's.
set(CMAKE_SYSTEM_NAME Darwin)
set(CMAKE_OSX_SYSROOT "")
# CMake demands one, for installations; none is made
set(CMAKE_INSTALL_NAME_TOOL /bin/false)
set(KWS_LIBRARY_PREFIX lib)
include(${CMAKE_CURRENT_LIST_DIR}/zig.cmake)
