// Numbers for tests of products.
#ifndef KWS_TEST_NOISE_H_
#define KWS_TEST_NOISE_H_

#include <cstdint>
#include <vector>

namespace kws {

// Numbers from -1 up to 1, the same for the same seed.
inline std::vector<float> Noise(int64_t count, uint32_t seed) {
  std::vector<float> values(static_cast<size_t>(count));
  for (float& value : values) {
    seed = seed * 1664525u + 1013904223u;
    value = static_cast<float>(static_cast<int32_t>(seed)) / 2147483648.0f;
  }
  return values;
}

}  // namespace kws

#endif  // KWS_TEST_NOISE_H_
