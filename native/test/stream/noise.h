// The random numbers of the scripts in checks/ that the tests of streams compare with.
#ifndef KWS_TEST_STREAM_NOISE_H_
#define KWS_TEST_STREAM_NOISE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kws {

struct Knuth {
  uint64_t state;

  uint64_t Next() { return state = state * 6364136223846793005u + 1442695040888963407u; }
  uint64_t Bits() { return Next() >> 40; }
  int Below(int n) { return static_cast<int>(Bits() % static_cast<uint64_t>(n)); }
  // A sample of 16-bit noise.
  int Sample() { return static_cast<int>(Next() >> 48) - 32768; }
};

inline std::vector<int16_t> Noise(size_t count, uint64_t seed) {
  Knuth random = {seed};
  std::vector<int16_t> samples(count);
  for (int16_t& sample : samples) sample = static_cast<int16_t>(random.Sample());
  return samples;
}

}  // namespace kws

#endif  // KWS_TEST_STREAM_NOISE_H_
