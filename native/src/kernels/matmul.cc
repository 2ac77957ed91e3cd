// MATMUL: batched product of two computed matrices: B is packed into panels, then it is the product
// of all.
#include <algorithm>
#include <cstring>

#include "core/kernel.h"
#include "gemm/gemm.h"
#include "kernels/scalar_math.h"
#include "kernels/turn.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/matmul.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"
#include "gemm/gemm-inl.h"

#ifndef KWS_KERNELS_MATMUL_CC_
#define KWS_KERNELS_MATMUL_CC_
namespace kws {
namespace {

int64_t PackedFloats(const kws_matmul_params& p) {
  return SatProduct({p.k, Panels(p.n), KWS_PANEL});
}

// Columns of B that lie side by side along k, `count` of them, to a panel.
void PackTurned(const float* b, int64_t depth, int64_t count, float* panel) {
  constexpr int64_t kFour = 4;
  constexpr int64_t kUnit = sizeof(float);
  const int64_t wide = count / kFour * kFour, deep = depth / kFour * kFour;
  const auto* from = reinterpret_cast<const uint8_t*>(b);
  auto* to = reinterpret_cast<uint8_t*>(panel);
  for (int64_t k = 0; k < deep; k += kFour) {
    for (int64_t c = 0; c < wide; c += kFour) {
      TurnFour(from + (c * depth + k) * kUnit, depth * kUnit, to + (k * KWS_PANEL + c) * kUnit,
               KWS_PANEL * kUnit);
    }
  }
  for (int64_t k = 0; k < depth; ++k) {
    for (int64_t c = k < deep ? wide : 0; c < count; ++c)
      panel[k * KWS_PANEL + c] = b[c * depth + k];
  }
}

void PackB(const kws_matmul_params& p, const float* b, float* panels) {
  for (int64_t panel = 0; panel < Panels(p.n); ++panel, panels += p.k * KWS_PANEL) {
    const int64_t column = panel * KWS_PANEL;
    const int64_t count = std::min<int64_t>(KWS_PANEL, p.n - column);
    if (count < KWS_PANEL) std::fill_n(panels, p.k * KWS_PANEL, 0.0f);
    if (p.transpose_b != 0) {
      PackTurned(b + column * p.k, p.k, count, panels);
      continue;
    }
    float* to = panels;
    const float* from = b + column;
    for (int64_t k = 0; k < p.k; ++k, to += KWS_PANEL, from += p.n) {
      // a whole panel's row is not worth a call
      if (count == KWS_PANEL) {
        memcpy(to, from, KWS_PANEL * sizeof(float));
      } else {
        memcpy(to, from, static_cast<size_t>(count) * sizeof(float));
      }
    }
  }
}

void TransposeA(const kws_matmul_params& p, const float* a, float* rows) {
  for (int64_t m = 0; m < p.m; ++m) {
    for (int64_t k = 0; k < p.k; ++k) rows[m * p.k + k] = a[k * p.m + m];
  }
}

// Scratch: the panels, the bias padded to them, A's rows if they had to be transposed.
template <class Multiply>
void MultiplyItems(const KernelArgs& args, int64_t begin, int64_t end, Multiply multiply) {
  const auto& p = args.Params<kws_matmul_params>();
  auto* panels = static_cast<float*>(args.scratch);
  float* padded_bias = panels + PackedFloats(p);
  float* transposed = padded_bias + Panels(p.n) * KWS_PANEL;
  const float* bias = args[Matmul::kBias];
  if (bias != nullptr) {
    std::fill_n(padded_bias, Panels(p.n) * KWS_PANEL, 0.0f);
    memcpy(padded_bias, bias, static_cast<size_t>(p.n) * sizeof(float));
    bias = padded_bias;
  }
  for (int64_t i = begin; i < end; ++i) {
    const float* a = args[Matmul::kA] + i * p.a_batch_stride;
    if (i == begin || p.b_batch_stride != 0)
      PackB(p, args[Matmul::kB] + i * p.b_batch_stride, panels);
    if (p.transpose_a != 0) {
      TransposeA(p, a, transposed);
      a = transposed;
    }
    multiply(args.blocking, Weights{panels, bias, p.k, p.n, p.epilogue},
             Rows{a, p.k, args[Matmul::kOut] + i * p.m * p.n, nullptr, p.n, p.m, p.m == 1}, 0,
             Panels(p.n));
  }
}

}  // namespace
}  // namespace kws
#endif

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {

void MatmulRun(const KernelArgs& args, int64_t begin, int64_t end) {
  MultiplyItems(args, begin, end, &MultiplyPanels);
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

KernelEntry Matmul::Resolve(int64_t target) {
  return ProductEntry(KWS_FOR_TARGET(MatmulRun, target), target);
}

bool Matmul::Validate(const Params& p, StepCheck& check) {
  if (!check.Positive("batch", p.batch) || !check.Positive("m", p.m) || !check.Positive("k", p.k) ||
      !check.Positive("n", p.n) || !check.Range("a_batch_stride", p.a_batch_stride, 0, INT32_MAX) ||
      !check.Range("b_batch_stride", p.b_batch_stride, 0, INT32_MAX)) {
    return false;
  }
  const int64_t a = SatAdd(SatMul(p.batch - 1, p.a_batch_stride), SatMul(p.m, p.k));
  const int64_t b = SatAdd(SatMul(p.batch - 1, p.b_batch_stride), SatMul(p.k, p.n));
  return check.Epilogue(p.epilogue) && check.Needs(kOut, SatProduct({p.batch, p.m, p.n}), 4) &&
         check.Needs(kA, a, 4) && check.Needs(kB, b, 4) && check.MayHave(kBias, p.n, 4);
}

double Matmul::ExecutedFlops(const Params& p) { return 2.0 * p.batch * p.m * p.n * p.k; }
int64_t Matmul::Items(const Params& p) { return p.batch; }
uint64_t Matmul::ScratchBytes(const Params& p) {
  const int64_t rows = p.transpose_a != 0 ? SatMul(p.m, p.k) : 0;
  return static_cast<uint64_t>(
      SatMul(SatAdd(PackedFloats(p) + Panels(p.n) * KWS_PANEL, rows), sizeof(float)));
}

void Matmul::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  const Params& p = args.Params<Params>();
  for (int64_t i = begin; i < end; ++i) {
    const float* a = args[Matmul::kA] + i * p.a_batch_stride;
    const float* b = args[Matmul::kB] + i * p.b_batch_stride;
    for (int64_t m = 0; m < p.m; ++m) {
      for (int64_t n = 0; n < p.n; ++n) {
        float sum = args[Matmul::kBias] != nullptr ? args[Matmul::kBias][n] : 0.0f;
        for (int64_t k = 0; k < p.k; ++k) {
          sum += a[p.transpose_a != 0 ? k * p.m + m : m * p.k + k] *
                 b[p.transpose_b != 0 ? n * p.k + k : k * p.n + n];
        }
        args[Matmul::kOut][(i * p.m + m) * p.n + n] = ScalarEpilogue(p.epilogue, sum);
      }
    }
  }
}

}  // namespace kws
#endif  // HWY_ONCE
