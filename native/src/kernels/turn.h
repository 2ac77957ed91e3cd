// A square of four by four elements of four bytes, turned.
#ifndef KWS_KERNELS_TURN_H_
#define KWS_KERNELS_TURN_H_

#include <cstdint>
#include <cstring>

namespace kws {

using Four = uint32_t __attribute__((vector_size(16)));

// Four runs of four elements, in_step bytes apart, to four that have one element of each.
inline void TurnFour(const uint8_t* in, int64_t in_step, uint8_t* out, int64_t out_step) {
  Four row[4];
  for (int i = 0; i < 4; ++i) memcpy(&row[i], in + i * in_step, sizeof(Four));
  const Four low01 = __builtin_shufflevector(row[0], row[1], 0, 4, 1, 5);
  const Four low23 = __builtin_shufflevector(row[2], row[3], 0, 4, 1, 5);
  const Four high01 = __builtin_shufflevector(row[0], row[1], 2, 6, 3, 7);
  const Four high23 = __builtin_shufflevector(row[2], row[3], 2, 6, 3, 7);
  const Four turned[4] = {__builtin_shufflevector(low01, low23, 0, 1, 4, 5),
                          __builtin_shufflevector(low01, low23, 2, 3, 6, 7),
                          __builtin_shufflevector(high01, high23, 0, 1, 4, 5),
                          __builtin_shufflevector(high01, high23, 2, 3, 6, 7)};
  for (int i = 0; i < 4; ++i) memcpy(out + i * out_step, &turned[i], sizeof(Four));
}

}  // namespace kws

#endif  // KWS_KERNELS_TURN_H_
