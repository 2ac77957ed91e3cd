// How the functions of the C ABI end: a status, and a message for the calling thread.
#ifndef KWS_CORE_STATUS_H_
#define KWS_CORE_STATUS_H_

#include <exception>
#include <new>

#include "kwsbench.h"

namespace kws {

// Keeps the message, on one line, for kws_last_error().
kws_status Report(kws_status status, const char* message);
// KWS_OK; there is no message then.
kws_status Success();
const char* LastError();

// No exception crosses the C boundary, which every function of the ABI that can meet one ends at;
// the only ones that can happen are of memory.
template <class Body>
kws_status Guard(Body body) {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return Report(KWS_OUT_OF_MEMORY, "out of memory");
  } catch (const std::exception& e) {
    return Report(KWS_OUT_OF_MEMORY, e.what());
  }
}

// The same for functions that have no status: `otherwise` where there is no memory.
template <class T, class Body>
T GuardOr(T otherwise, Body body) {
  Guard([&] {
    otherwise = body();
    return KWS_OK;
  });
  return otherwise;
}

}  // namespace kws

#endif  // KWS_CORE_STATUS_H_
