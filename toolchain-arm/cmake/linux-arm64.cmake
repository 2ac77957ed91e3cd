# Cross-compiles to 64-bit ARM Linux (Raspberry Pi 3 and later with a 64-bit OS) with Debian's crossbuild-essential-arm64.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
# The Cortex-A53 is in order: its schedule costs the later, out-of-order cores nothing. Newer instructions are chosen at run time.
set(CMAKE_CXX_FLAGS_INIT "-march=armv8-a -mtune=cortex-a53")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-aarch64-static -E LD_LIBRARY_PATH=/usr/aarch64-linux-gnu/lib -L /usr/aarch64-linux-gnu)
set(KWS_GLIBC_FLOOR ${CMAKE_CURRENT_LIST_DIR}/../glibc/floor.cmake)
