#include "library.h"

#include <dlfcn.h>
#include <string.h>

#include "fail.h"

static void bind(void* handle, const char* path, const char* name, void* function) {
  void* symbol = dlsym(handle, name);
  if (symbol == NULL) fail("%s: no build of libkwsbench that fits: %s is missing", path, name);
  memcpy(function, &symbol, sizeof symbol);  // ISO C has no cast from void* to a function
}

void library_open(const char* path, library* library) {
  void* handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) fail("%s", dlerror());
#define KWS_RUN_BIND(name) bind(handle, path, #name, &library->name);
  KWS_RUN_FUNCTIONS(KWS_RUN_BIND)
#undef KWS_RUN_BIND
}
