// Standard input and output carry bytes, as on other systems: no carriage returns, no end at a
// control character. Linked into every program; nothing calls it.
#include <fcntl.h>
#include <io.h>

__attribute__((constructor)) static void carry_bytes(void) {
  _setmode(0, _O_BINARY);
  _setmode(1, _O_BINARY);
}
