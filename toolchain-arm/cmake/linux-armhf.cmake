# Cross-compiles to 32-bit ARM Linux, hard float (Raspberry Pi 2 and later with a 32-bit OS) with Debian's crossbuild-essential-armhf.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR armv7l)
set(CMAKE_C_COMPILER arm-linux-gnueabihf-gcc)
set(CMAKE_CXX_COMPILER arm-linux-gnueabihf-g++)
set(CMAKE_LIBRARY_ARCHITECTURE arm-linux-gnueabihf)
# Highway wants a half-precision type (-mfp16-format).
# Debian's own baseline is VFPv3-D16 without NEON; every Pi that this build is for (Cortex-A7 and later) has NEON and VFPv4's fused
# multiply-add, and GCC offers NEON's intrinsics on 32-bit ARM for a whole file only.
set(CMAKE_CXX_FLAGS_INIT "-march=armv7-a -mfpu=neon-vfpv4 -mfloat-abi=hard -mfp16-format=ieee -marm -mtune=cortex-a7")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-arm-static -E LD_LIBRARY_PATH=/usr/arm-linux-gnueabihf/lib -L /usr/arm-linux-gnueabihf)
set(KWS_GLIBC_FLOOR ${CMAKE_CURRENT_LIST_DIR}/../glibc/floor.cmake)
