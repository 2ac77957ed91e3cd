// REQUANTIZE: sums of whole numbers times real factors, with two roundings.
#include <cmath>

#include "core/kernel.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/requantize.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"
#include "kernels/vector_ops-inl.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {
namespace {

const hn::RebindToSigned<FloatTag> di;
const hn::RepartitionToWide<decltype(di)> dw;
const hn::RebindToUnsigned<decltype(dw)> du;
using I = hn::Vec<decltype(di)>;

struct Factor {
  I bias, multiplier, left, right;
};

// The upper halves of doubled products, rounded half up: even lanes, then odd ones.
HWY_INLINE I HighProduct(I x, I y) {
  const auto half = hn::Set(dw, int64_t{1} << 30);
  const I x_odd = hn::BitCast(di, hn::ShiftRight<32>(hn::BitCast(du, x)));
  const I y_odd = hn::BitCast(di, hn::ShiftRight<32>(hn::BitCast(du, y)));
  const auto even = hn::BitCast(du, hn::Add(hn::MulEven(x, y), half));
  const auto odd = hn::BitCast(du, hn::Add(hn::MulEven(x_odd, y_odd), half));
  return hn::OddEven(hn::BitCast(di, hn::ShiftLeft<1>(odd)),
                     hn::BitCast(di, hn::ShiftRight<31>(even)));
}

HWY_INLINE I Scaled(I x, const Factor& factor) {
  const I high = HighProduct(hn::Shl(hn::Add(x, factor.bias), factor.left), factor.multiplier);
  const I mask = hn::Sub(hn::Shl(hn::Set(di, 1), factor.right), hn::Set(di, 1));
  const I rest = hn::And(high, mask);
  const I half = hn::Sub(hn::ShiftRight<1>(mask), hn::ShiftRight<31>(high));
  return hn::Sub(hn::Shr(high, factor.right), hn::VecFromMask(di, hn::Gt(rest, half)));
}

// NaN becomes 0: x86 would take it for the largest or the smallest number.
HWY_INLINE I ToWhole(FloatVec x) { return hn::ConvertTo(di, hn::IfThenElseZero(hn::Eq(x, x), x)); }

HWY_INLINE Factor Same(const KernelArgs& args) {
  const int32_t* bias = args[Requantize::kBias];
  const I bits = hn::Set(di, 31);
  return {hn::Set(di, bias == nullptr ? 0 : *bias), hn::Set(di, *args[Requantize::kMultipliers]),
          hn::And(hn::Set(di, *args[Requantize::kLeft]), bits),
          hn::And(hn::Set(di, *args[Requantize::kRight]), bits)};
}

HWY_INLINE Factor At(const KernelArgs& args, int64_t channel) {
  const int32_t* bias = args[Requantize::kBias];
  const I bits = hn::Set(di, 31);
  return {bias == nullptr ? hn::Zero(di) : hn::LoadU(di, bias + channel),
          hn::LoadU(di, args[Requantize::kMultipliers] + channel),
          hn::And(hn::LoadU(di, args[Requantize::kLeft] + channel), bits),
          hn::And(hn::LoadU(di, args[Requantize::kRight] + channel), bits)};
}

template <bool kFromFloat, bool kToFloat>
void Rows(const KernelArgs& args) {
  const auto& p = args.Params<kws_requantize_params>();
  const auto* in = args.As<float>(Requantize::kIn);
  auto* out = args.As<float>(Requantize::kOut);
  const auto lanes = static_cast<int64_t>(hn::Lanes(d));
  const FloatVec low = hn::Set(d, p.low), high = hn::Set(d, p.high);
  const bool same = p.channels == 1;
  const int64_t n = same ? p.count : p.channels;
  const Factor first = Same(args);
  for (int64_t row = 0; row < p.count; row += n) {
    for (int64_t i = 0; i < n; i += lanes) {
      const FloatVec bits = hn::LoadU(d, in + row + i);
      const I x = kFromFloat ? ToWhole(bits) : hn::BitCast(di, bits);
      const I y = Scaled(x, same ? first : At(args, i));
      const FloatVec z = kToFloat ? ClampTo(hn::ConvertTo(d, y), low, high) : hn::BitCast(d, y);
      if (i + lanes <= n) {
        hn::StoreU(z, d, out + row + i);
      } else {
        StoreFirst(z, d, out + row + i, n - i);
      }
    }
  }
}

}  // namespace

void RequantizeRun(const KernelArgs& args, int64_t, int64_t) {
  const auto& p = args.Params<kws_requantize_params>();
  const bool to_float = p.to == KWS_FLOAT32;
  if (p.from == KWS_FLOAT32) return to_float ? Rows<true, true>(args) : Rows<true, false>(args);
  return to_float ? Rows<false, true>(args) : Rows<false, false>(args);
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

KWS_EXPORT_KERNEL(Requantize)

namespace {

bool IsPlain(int32_t dtype) { return dtype == KWS_FLOAT32 || dtype == KWS_INT32; }

int32_t Wrapped(int64_t x) { return static_cast<int32_t>(static_cast<uint32_t>(x)); }

int32_t Scaled(int32_t x, int32_t bias, int32_t multiplier, int32_t left, int32_t right) {
  const int32_t sum = Wrapped(static_cast<int64_t>(x) + bias);
  const int32_t shifted = Wrapped(static_cast<int64_t>(static_cast<uint32_t>(sum)) << (left & 31));
  const int64_t product = static_cast<int64_t>(shifted) * multiplier;
  const int32_t high = Wrapped((product + (int64_t{1} << 30)) >> 31);
  const int64_t half = (int64_t{1} << (right & 31)) >> 1;
  const int64_t size = high < 0 ? -static_cast<int64_t>(high) : high;
  const int64_t divided = (size + half) >> (right & 31);
  return static_cast<int32_t>(high < 0 ? -divided : divided);
}

int32_t Whole(float x) {
  if (std::isnan(x)) return 0;
  return x >= 2147483648.0f ? INT32_MAX : x <= -2147483648.0f ? INT32_MIN : static_cast<int32_t>(x);
}

}  // namespace

bool Requantize::Validate(const Params& p, StepCheck& check) {
  if (!IsPlain(p.from) || !IsPlain(p.to)) {
    return check.Fail("requantize from dtype %d to %d", p.from, p.to);
  }
  if (!check.Positive("count", p.count) || !check.Positive("channels", p.channels)) return false;
  if (p.count % p.channels != 0) {
    return check.Fail("%d elements in rows of %d channels", p.count, p.channels);
  }
  return check.Needs(kOut, p.count, 4) && check.Needs(kIn, p.count, 4) &&
         check.Needs(kMultipliers, p.channels, 4) && check.Needs(kLeft, p.channels, 4) &&
         check.Needs(kRight, p.channels, 4) && check.MayHave(kBias, p.channels, 4) &&
         check.MayBeInPlace(kOut, kIn);
}

double Requantize::ExecutedFlops(const Params&) { return 0; }
int64_t Requantize::Items(const Params&) { return 1; }
uint64_t Requantize::ScratchBytes(const Params&) { return 0; }

void Requantize::Reference(const KernelArgs& args, int64_t, int64_t) {
  const Params& p = args.Params<Params>();
  const int32_t* bias = args[kBias];
  for (int64_t i = 0; i < p.count; ++i) {
    const int64_t c = i % p.channels;
    const int32_t x =
        p.from == KWS_FLOAT32 ? Whole(args.As<float>(kIn)[i]) : args.As<int32_t>(kIn)[i];
    const int32_t y = Scaled(x, bias == nullptr ? 0 : bias[c], args[kMultipliers][c],
                             args[kLeft][c], args[kRight][c]);
    if (p.to == KWS_INT32) {
      args.As<int32_t>(kOut)[i] = y;
    } else {
      const auto z = static_cast<float>(y);
      args.As<float>(kOut)[i] = z < p.low ? p.low : z > p.high ? p.high : z;
    }
  }
}

}  // namespace kws
#endif  // HWY_ONCE
