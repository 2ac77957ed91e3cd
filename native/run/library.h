// The functions of a libkwsbench that is opened by its path, so that one runner serves any build of
// it.
#ifndef KWS_RUN_LIBRARY_H_
#define KWS_RUN_LIBRARY_H_

#include "kwsbench.h"

// Every function that the runner calls, once.
#define KWS_RUN_FUNCTIONS(F) \
  F(kws_last_error)          \
  F(kws_version)             \
  F(kws_model_open_file)     \
  F(kws_model_close)         \
  F(kws_model_isa)           \
  F(kws_model_tensor_count)  \
  F(kws_model_tensor)        \
  F(kws_model_step_count)    \
  F(kws_session_create)      \
  F(kws_session_close)       \
  F(kws_session_buffer)      \
  F(kws_session_set_bytes)   \
  F(kws_session_run)         \
  F(kws_session_run_profiled)

typedef struct library {
#define KWS_RUN_MEMBER(name) __typeof__(&name) name;
  KWS_RUN_FUNCTIONS(KWS_RUN_MEMBER)
#undef KWS_RUN_MEMBER
} library;

// Opens the library at `path` with all its symbols bound, apart from any other build. Ends the
// process with one line if that is no libkwsbench.
void library_open(const char* path, library* library);

#endif  // KWS_RUN_LIBRARY_H_
