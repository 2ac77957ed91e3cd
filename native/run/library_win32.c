#include <string.h>
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include "fail.h"
#include "library.h"

static void bind(HMODULE handle, const char* path, const char* name, void* function) {
  const FARPROC symbol = GetProcAddress(handle, name);
  if (symbol == NULL) fail("%s: no build of libkwsbench that fits: %s is missing", path, name);
  memcpy(function, &symbol, sizeof symbol);
}

void library_open(const char* path, library* library) {
  // the whole path: a bare name would be looked for in the system's folders, too
  char whole[4096];
  const DWORD length = GetFullPathNameA(path, sizeof whole, whole, NULL);
  if (length == 0 || length >= sizeof whole) fail("%s: too long a path", path);
  const HMODULE handle = LoadLibraryExA(whole, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
  if (handle == NULL)
    fail("%s: cannot be loaded: error %lu of Windows", path, (unsigned long)GetLastError());
#define KWS_RUN_BIND(name) bind(handle, path, #name, &library->name);
  KWS_RUN_FUNCTIONS(KWS_RUN_BIND)
#undef KWS_RUN_BIND
}
