#include "library.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "fail.h"

static void bind(void* handle, const char* path, const char* name, void* function) {
  void* symbol = dlsym(handle, name);
  if (symbol == NULL) fail("%s: no build of libkwsbench that fits: %s is missing", path, name);
  memcpy(function, &symbol, sizeof symbol);  // ISO C has no cast from void* to a function
}

void library_open(const char* path, library* library) {
  // a name without a slash is a file here, as for every other program; dlopen looks elsewhere
  char here[4096];
  const char* slash = strchr(path, '/') == NULL ? "./" : "";
  if (snprintf(here, sizeof here, "%s%s", slash, path) >= (int)sizeof here)
    fail("%s: too long a path", path);
  void* handle = dlopen(here, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) fail("%s", dlerror());
#define KWS_RUN_BIND(name) bind(handle, path, #name, &library->name);
  KWS_RUN_FUNCTIONS(KWS_RUN_BIND)
#undef KWS_RUN_BIND
}
