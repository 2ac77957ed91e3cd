#ifndef KWSBENCH_CORE_PCM_H_
#define KWSBENCH_CORE_PCM_H_

#include <cmath>
#include <cstddef>
#include <cstdint>

namespace kws {

// out[i] = samples[i] / full_scale, rounded once. Inner loops of a constant length are what the
// compiler makes vectors of without a -march; a power of two is divided by exactly with a
// multiplication.
template <typename Convert>
inline void ConvertPcm(const int16_t* samples, size_t count, float* out, Convert convert) {
  constexpr size_t kBlock = 16;
  const size_t blocks = count / kBlock;
  for (size_t block = 0; block < blocks; ++block, samples += kBlock, out += kBlock)
    for (size_t j = 0; j < kBlock; ++j) out[j] = convert(static_cast<float>(samples[j]));
  for (size_t j = 0; j < count % kBlock; ++j) out[j] = convert(static_cast<float>(samples[j]));
}

inline void PcmToFloat(const int16_t* samples, size_t count, float full_scale, float* out) {
  int exponent;
  if (std::frexp(full_scale, &exponent) == 0.5f && exponent > 0) {
    const float inverse = 1 / full_scale;
    ConvertPcm(samples, count, out, [inverse](float sample) { return sample * inverse; });
  } else {
    ConvertPcm(samples, count, out, [full_scale](float sample) { return sample / full_scale; });
  }
}

}  // namespace kws

#endif  // KWSBENCH_CORE_PCM_H_
