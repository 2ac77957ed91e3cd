# Cross-compiles to 64-bit Windows (10 and later) with Zig's Clang, MinGW-w64's headers and libc++.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(KWS_ZIG_TARGET x86_64-windows-gnu)
include(${CMAKE_CURRENT_LIST_DIR}/zig.cmake)
set(CMAKE_RC_COMPILER ${CMAKE_CURRENT_LIST_DIR}/../bin/zig-rc)
# a path that begins with a slash would be an option
set(CMAKE_RC_COMPILE_OBJECT "<CMAKE_RC_COMPILER> /fo<OBJECT> -- <SOURCE>")
# as Java and JavaCPP name libraries there
set(KWS_LIBRARY_PREFIX "")
