// UNARY: out = op(in), float32.
#include <limits>

#include "core/kernel.h"
#include "kernels/scalar_math.h"

#ifndef KWS_KERNELS_UNARY_CC_
#define KWS_KERNELS_UNARY_CC_
namespace kws {
// Elements an item: what threads share out.
constexpr int64_t kUnaryChunk = 4096;
}  // namespace kws
#endif

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/unary.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"
#include "hwy/contrib/math/math-inl.h"
#include "kernels/exp-inl.h"
#include "kernels/unary-inl.h"
#include "kernels/vector_ops-inl.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

HWY_INLINE V Constant(float x) { return hn::Set(d, x); }

// Highway's functions are for finite arguments in range; these give IEEE's limits outside.
HWY_INLINE V Exp(V x) { return KeepNaN(x, hn::Exp(d, AtMost(Constant(104.0f), x))); }

// A logarithm that `finite` is right about between its pole and infinity, everywhere.
HWY_INLINE V WithLimits(V finite, V x, V pole) {
  const V small = hn::IfThenElse(hn::Eq(x, pole), Constant(-kInfinity), finite);
  const V high = hn::IfThenElse(hn::Eq(x, Constant(kInfinity)), x, small);
  // not "less than the pole": a NaN is neither
  return hn::IfThenElse(hn::Ge(x, pole), high, Constant(kNaN));
}

HWY_INLINE V Log(V x) { return WithLimits(hn::Log(d, x), x, hn::Zero(d)); }

HWY_INLINE V Log1p(V x) { return WithLimits(hn::Log1p(d, x), x, Constant(-1)); }

// A sine or cosine of an infinity, or of a NaN, is none.
HWY_INLINE V Wave(V finite, V x) {
  return hn::IfThenElse(hn::Lt(hn::Abs(x), Constant(kInfinity)), finite, Constant(kNaN));
}

// Accurate near 0, where exp(x) - 1 cancels.
HWY_INLINE V Expm1(V x) { return hn::Expm1(d, AtMost(Constant(104.0f), x)); }

// x P(x^2) / Q(x^2), off by 4e-7 at most; 1 from 3.9 on.
HWY_INLINE V Erf(V x) {
  const V most = Constant(3.9f);
  const V y = AtMost(most, AtLeast(hn::Neg(most), x));
  const V t = hn::Mul(y, y);
  V p = hn::MulAdd(t, Constant(2.0664454e-06f), Constant(0.0002850588f));
  p = hn::MulAdd(p, t, Constant(0.003738307f));
  p = hn::MulAdd(p, t, Constant(0.05266796f));
  p = hn::MulAdd(p, t, Constant(0.18966624f));
  p = hn::MulAdd(p, t, Constant(1.1283791f));
  V q = hn::MulAdd(t, Constant(3.8269554e-05f), Constant(0.0011573619f));
  q = hn::MulAdd(q, t, Constant(0.014914203f));
  q = hn::MulAdd(q, t, Constant(0.113818675f));
  q = hn::MulAdd(q, t, Constant(0.50142014f));
  q = hn::MulAdd(q, t, Constant(1.0f));
  const V near = Quotient(hn::Mul(y, p), q);
  return hn::IfThenElse(hn::Ge(hn::Abs(x), most), hn::CopySign(Constant(1), x), near);
}

struct Functions {
  V alpha, beta;
};

#define KWS_UNARY(name, expression)                           \
  struct name : Functions {                                   \
    HWY_INLINE V operator()(V x) const { return expression; } \
  };
KWS_UNARY(Identity, x)
KWS_UNARY(Clamp, ClampTo(x, alpha, beta))
KWS_UNARY(Sigmoid, Quotient(Constant(1), hn::Add(Constant(1), QuickExp(hn::Neg(x)))))
KWS_UNARY(Tanh, hn::Tanh(d, x))
KWS_UNARY(HardSigmoid, ClampTo(hn::MulAdd(alpha, x, beta), hn::Zero(d), Constant(1)))
KWS_UNARY(Elu, hn::IfThenElse(hn::Lt(x, hn::Zero(d)), hn::Mul(alpha, Expm1(x)), x))
KWS_UNARY(Selu, hn::Mul(Constant(1.05070098735548049f),
                        hn::IfThenElse(hn::Lt(x, hn::Zero(d)),
                                       hn::Mul(Constant(1.67326324235437728f), Expm1(x)), x)))
KWS_UNARY(LeakyRelu, hn::IfThenElse(hn::Lt(x, hn::Zero(d)), hn::Mul(alpha, x), x))
// max(x, 0) + log1p(exp(-|x|)) neither overflows nor cancels.
KWS_UNARY(Softplus, hn::Add(AtLeast(hn::Zero(d), x), hn::Log1p(d, Exp(hn::Neg(hn::Abs(x))))))
KWS_UNARY(Softsign, Quotient(x, hn::Add(Constant(1), hn::Abs(x))))
KWS_UNARY(ExpOp, Exp(x))
KWS_UNARY(LogOp, Log(x))
KWS_UNARY(Log1pOp, Log1p(x))
KWS_UNARY(Expm1Op, Expm1(x))
KWS_UNARY(Sqrt, SquareRoot(x))
KWS_UNARY(Rsqrt, Quotient(Constant(1), SquareRoot(x)))
KWS_UNARY(Reciprocal, Quotient(Constant(1), x))
KWS_UNARY(Square, hn::Mul(x, x))
KWS_UNARY(Abs, hn::Abs(x))
KWS_UNARY(Neg, hn::Neg(x))
KWS_UNARY(Sign, hn::IfThenElse(hn::Gt(x, hn::Zero(d)), Constant(1),
                               hn::IfThenElse(hn::Lt(x, hn::Zero(d)), Constant(-1), x)))
KWS_UNARY(Floor, WholeBelow(x))
KWS_UNARY(Ceil, WholeAbove(x))
KWS_UNARY(Round, Nearest(x))
KWS_UNARY(Sin, Wave(hn::Sin(d, x), x))
KWS_UNARY(Cos, Wave(hn::Cos(d, x), x))
KWS_UNARY(Affine, hn::MulAdd(alpha, x, beta))
KWS_UNARY(Swish, Quotient(x, hn::Add(Constant(1), QuickExp(hn::Neg(x)))))
KWS_UNARY(ErfOp, Erf(x))
KWS_UNARY(Gelu, hn::Mul(x, hn::MulAdd(Constant(0.5f), Erf(hn::Mul(x, Constant(0.70710678f))),
                                      Constant(0.5f))))
#undef KWS_UNARY

template <class Op>
void Loop(float alpha, float beta, const float* in, float* out, int64_t count) {
  Op op;
  op.alpha = Constant(alpha);
  op.beta = Constant(beta);
  const auto lanes = static_cast<int64_t>(hn::Lanes(d));
  int64_t i = 0;
  for (; i + lanes <= count; i += lanes) hn::StoreU(op(hn::LoadU(d, in + i)), d, out + i);
  if (i < count) StoreFirst(op(hn::LoadU(d, in + i)), d, out + i, count - i);
}

using LoopFn = void (*)(float, float, const float*, float*, int64_t);

// In the order of kws_unary_op.
constexpr LoopFn kLoops[KWS_UNARY_OPS] = {
    Loop<Identity>, Loop<Clamp>,      Loop<Sigmoid>,   Loop<Tanh>,     Loop<HardSigmoid>,
    Loop<Elu>,      Loop<Selu>,       Loop<LeakyRelu>, Loop<Softplus>, Loop<Softsign>,
    Loop<ExpOp>,    Loop<LogOp>,      Loop<Log1pOp>,   Loop<Expm1Op>,  Loop<Sqrt>,
    Loop<Rsqrt>,    Loop<Reciprocal>, Loop<Square>,    Loop<Abs>,      Loop<Neg>,
    Loop<Sign>,     Loop<Floor>,      Loop<Ceil>,      Loop<Round>,    Loop<Sin>,
    Loop<Cos>,      Loop<Affine>,     Loop<Swish>,     Loop<ErfOp>,    Loop<Gelu>,
};

}  // namespace

void ApplyUnary(int op, float alpha, float beta, const float* in, float* out, int64_t count) {
  kLoops[op](alpha, beta, in, out, count);
}

void UnaryRun(const KernelArgs& args, int64_t begin, int64_t end) {
  const auto& p = args.Params<kws_unary_params>();
  const int64_t first = begin * kUnaryChunk;
  const int64_t last = end * kUnaryChunk < p.count ? end * kUnaryChunk : p.count;
  ApplyUnary(p.op, p.alpha, p.beta, args[Unary::kIn] + first, args[Unary::kOut] + first,
             last - first);
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

KWS_EXPORT_KERNEL(Unary)

bool Unary::Validate(const Params& p, StepCheck& check) {
  return check.Positive("count", p.count) && check.UnaryOp(p.op) && check.Needs(kOut, p.count, 4) &&
         check.Needs(kIn, p.count, 4) && check.MayBeInPlace(kOut, kIn);
}

double Unary::ExecutedFlops(const Params& p) { return UnaryFlops(p.op) * p.count; }
int64_t Unary::Items(const Params& p) { return RoundUp(p.count, kUnaryChunk) / kUnaryChunk; }
uint64_t Unary::ScratchBytes(const Params&) { return 0; }

void Unary::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  const Params& p = args.Params<Params>();
  for (int64_t i = begin * kUnaryChunk; i < end * kUnaryChunk && i < p.count; ++i) {
    args[Unary::kOut][i] = ScalarUnary(p.op, p.alpha, p.beta, args[Unary::kIn][i]);
  }
}

}  // namespace kws
#endif  // HWY_ONCE
