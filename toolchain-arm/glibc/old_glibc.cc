// Lets libraries linked against a new C library run on systems with an older one (Debian 11: 2.31). Since 2.34 the functions
// of libpthread and libdl live in libc and linking records the new version; the ones below are bound to the version that
// every ARM glibc has had from its first release, which new systems go on exporting. Used with the linker's --wrap
// (floor.cmake, and toolchain-arm/native for the JNI layer).
#include <dlfcn.h>
#include <pthread.h>
#include <sys/stat.h>

#if defined(__aarch64__)
#define FIRST_VERSION "GLIBC_2.17"
constexpr int kStatVersion = 0;
#elif defined(__arm__)
#define FIRST_VERSION "GLIBC_2.4"
constexpr int kStatVersion = 3;
#else
#error "only for ARM"
#endif

#define FIRST(name) __asm__(".symver first_" #name "," #name "@" FIRST_VERSION)

extern "C" {

FIRST(pthread_create);
int first_pthread_create(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
int __wrap_pthread_create(pthread_t* thread, const pthread_attr_t* attributes,
                          void* (*start)(void*), void* argument) {
  return first_pthread_create(thread, attributes, start, argument);
}

FIRST(pthread_join);
int first_pthread_join(pthread_t, void**);
int __wrap_pthread_join(pthread_t thread, void** result) {
  return first_pthread_join(thread, result);
}

FIRST(pthread_once);
int first_pthread_once(pthread_once_t*, void (*)());
int __wrap_pthread_once(pthread_once_t* control, void (*start)()) {
  return first_pthread_once(control, start);
}

FIRST(__pthread_key_create);
int first___pthread_key_create(pthread_key_t*, void (*)(void*));
int __wrap___pthread_key_create(pthread_key_t* key, void (*destroy)(void*)) {
  return first___pthread_key_create(key, destroy);
}

FIRST(dlopen);
void* first_dlopen(const char*, int);
void* __wrap_dlopen(const char* file, int mode) { return first_dlopen(file, mode); }

FIRST(dlsym);
void* first_dlsym(void*, const char*);
void* __wrap_dlsym(void* handle, const char* name) { return first_dlsym(handle, name); }

FIRST(dlclose);
int first_dlclose(void*);
int __wrap_dlclose(void* handle) { return first_dlclose(handle); }

FIRST(dlerror);
char* first_dlerror();
char* __wrap_dlerror() { return first_dlerror(); }

// Before 2.33 fstat was a function of the header's, around this one.
FIRST(__fxstat);
int first___fxstat(int, int, struct stat*);
int __wrap_fstat(int file, struct stat* info) {
  return first___fxstat(kStatVersion, file, info);
}

// libstdc++ skips atomic operations where this says that there is one thread; it came with 2.32. Always several, then.
__attribute__((visibility("hidden"))) char __libc_single_threaded = 0;

}  // extern "C"
