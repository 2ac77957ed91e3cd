#include "library.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fail.h"

static void bind(void* handle, const char* path, const char* name, void* function) {
  void* symbol = dlsym(handle, name);
  if (symbol == NULL) fail("%s: no build of libkwsbench that fits: %s is missing", path, name);
  memcpy(function, &symbol, sizeof symbol);  // ISO C has no cast from void* to a function
}

void library_open(const char* path, library* library) {
  // dlopen looks for a name without a slash among the system's libraries alone: a file here comes
  // first
  char here[4096];
  if (snprintf(here, sizeof here, "./%s", path) >= (int)sizeof here)
    fail("%s: too long a path", path);
  const int is_here = strchr(path, '/') == NULL && access(here, F_OK) == 0;
  void* handle = dlopen(is_here ? here : path, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) fail("%s", dlerror());
#define KWS_RUN_BIND(name) bind(handle, path, #name, &library->name);
  KWS_RUN_FUNCTIONS(KWS_RUN_BIND)
#undef KWS_RUN_BIND
}
