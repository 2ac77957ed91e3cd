// The layers of the 12-class Pi model with random weights: raw 16000 samples to 12 probabilities.
#ifndef KWS_BENCH_PI_MODEL_H_
#define KWS_BENCH_PI_MODEL_H_

#include <cstdint>
#include <vector>

#include "kwsbench.h"

namespace kws {

// encoding: of the depthwise-separable layers' weights.
std::vector<uint8_t> PiModelPlan(kws_encoding encoding);

// FLOPs that the original graph states; the plan does less, since overlapping frames and the first
// convolution are one.
constexpr double kPiModelFlops = 112.36e6;

}  // namespace kws

#endif  // KWS_BENCH_PI_MODEL_H_
