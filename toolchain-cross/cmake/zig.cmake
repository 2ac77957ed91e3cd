# Zig as the C and C++ compiler of KWS_ZIG_TARGET. bin/ has a script for each name that CMake asks for.
set(CMAKE_C_COMPILER ${CMAKE_CURRENT_LIST_DIR}/../bin/${KWS_ZIG_TARGET}-cc)
set(CMAKE_CXX_COMPILER ${CMAKE_CURRENT_LIST_DIR}/../bin/${KWS_ZIG_TARGET}-c++)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
# Highway is headers alone; the folder that Debian has them in holds its C library's, too.
get_filename_component(KWS_HWY_INCLUDE ${CMAKE_CURRENT_LIST_DIR}/../target/include ABSOLUTE)
file(MAKE_DIRECTORY ${KWS_HWY_INCLUDE})
file(CREATE_LINK /usr/include/hwy ${KWS_HWY_INCLUDE}/hwy SYMBOLIC)
