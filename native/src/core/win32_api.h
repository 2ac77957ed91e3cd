// windows.h without what it would redefine.
#ifndef KWS_CORE_WIN32_API_H_
#define KWS_CORE_WIN32_API_H_

#ifndef WIN32_LEAN_AND_MEAN
#define WIN32_LEAN_AND_MEAN
#endif
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <windows.h>

#endif  // KWS_CORE_WIN32_API_H_
