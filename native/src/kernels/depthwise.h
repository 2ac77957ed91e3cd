// A depthwise convolution's data, alone or as the first half of DEPTHWISE_POINTWISE.
#ifndef KWS_KERNELS_DEPTHWISE_H_
#define KWS_KERNELS_DEPTHWISE_H_

#include <cstdint>

#include "core/check.h"
#include "kernels/window.h"
#include "kwsbench.h"

namespace kws {

struct Depthwise {
  const kws_window& window;
  int64_t in_c;
  int64_t multiplier;
  int64_t in_stride;  // not 0
  const float* in;
  const float* weights;  // [taps][in_c multiplier]
  const float* bias;     // [in_c multiplier], or null
  kws_epilogue epilogue;

  int64_t out_c() const { return in_c * multiplier; }
};

// Where a depthwise product's operands are among those of a step.
struct DepthwiseOperands {
  int in, weights, bias;
};

// Checks the window, channels, input, weights and bias operands.
bool CheckDepthwise(StepCheck& check, const DepthwiseOperands& operands, const kws_window& window,
                    int64_t in_c, int64_t multiplier, int64_t in_stride,
                    const kws_epilogue& epilogue);

// The oracle, with the vector version's signature.
void ReferenceDepthwise(const Depthwise& p, int64_t begin, int64_t end, float* out,
                        int64_t out_stride);

}  // namespace kws

#endif  // KWS_KERNELS_DEPTHWISE_H_
