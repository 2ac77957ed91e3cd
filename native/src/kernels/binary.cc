// BINARY: out = op(a, b) with broadcasting; float32, int32, int64 and bool.
#include "core/kernel.h"
#include "kernels/broadcast.h"
#include "kernels/scalar_math.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/binary.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"
#include "kernels/unary-inl.h"
#include "kernels/vector_ops-inl.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {
namespace {

#define KWS_BINARY(name, expression)                               \
  struct name {                                                    \
    HWY_INLINE V operator()(V a, V b) const { return expression; } \
  };
KWS_BINARY(Add, hn::Add(a, b))
KWS_BINARY(Sub, hn::Sub(a, b))
KWS_BINARY(Mul, hn::Mul(a, b))
KWS_BINARY(Div, Quotient(a, b))
KWS_BINARY(Larger, MaxOf(a, b))
KWS_BINARY(Smaller, MinOf(a, b))
KWS_BINARY(SquaredDifference, hn::Mul(hn::Sub(a, b), hn::Sub(a, b)))
KWS_BINARY(FloorDiv, WholeBelow(Quotient(a, b)))
#undef KWS_BINARY

// Powers and remainders are rare in these graphs: one element at a time.
template <int kOp>
void ScalarLoop(const float* a, int a_step, const float* b, int b_step, float* out, int64_t count) {
  for (int64_t i = 0; i < count; ++i) out[i] = ScalarBinary(kOp, a[i * a_step], b[i * b_step]);
}

// x at i, y at i: the arguments of the element at i and of its neighbors.
template <class Op, class X, class Y>
HWY_INLINE void Elements(X x, Y y, float* out, int64_t count) {
  const Op op;
  const auto lanes = static_cast<int64_t>(hn::Lanes(d));
  int64_t i = 0;
  for (; i + lanes <= count; i += lanes) hn::StoreU(op(x(i), y(i)), d, out + i);
  if (i < count) StoreFirst(op(x(i), y(i)), d, out + i, count - i);
}

template <class Op>
void Loop(const float* a, int a_step, const float* b, int b_step, float* out, int64_t count) {
  const V a_one = hn::Set(d, *a), b_one = hn::Set(d, *b);
  const auto a_at = [a](int64_t i) { return hn::LoadU(d, a + i); };
  const auto b_at = [b](int64_t i) { return hn::LoadU(d, b + i); };
  const auto a_same = [a_one](int64_t) { return a_one; };
  const auto b_same = [b_one](int64_t) { return b_one; };
  if (a_step == 0) {
    if (b_step == 0) return Elements<Op>(a_same, b_same, out, count);
    return Elements<Op>(a_same, b_at, out, count);
  }
  if (b_step == 0) return Elements<Op>(a_at, b_same, out, count);
  Elements<Op>(a_at, b_at, out, count);
}

using LoopFn = void (*)(const float*, int, const float*, int, float*, int64_t);

// In the order of kws_binary_op.
constexpr LoopFn kLoops[KWS_BINARY_OPS] = {
    Loop<Add>,           Loop<Sub>,
    Loop<Mul>,           Loop<Div>,
    Loop<Larger>,        Loop<Smaller>,
    ScalarLoop<KWS_POW>, Loop<SquaredDifference>,
    Loop<FloorDiv>,      ScalarLoop<KWS_FLOOR_MOD>,
};

}  // namespace

void ApplyBinary(int op, const float* a, int a_step, const float* b, int b_step, float* out,
                 int64_t count) {
  kLoops[op](a, a_step, b, b_step, out, count);
}

void BinaryRun(const KernelArgs& args, int64_t begin, int64_t end) {
  const auto& p = args.Params<kws_binary_params>();
  if (p.dtype != KWS_FLOAT32 || p.op >= KWS_BINARY_OPS) return Binary::Reference(args, begin, end);
  const Broadcast<2> walk(p.rank, p.dims, {p.a_strides, p.b_strides});
  const auto* a = args.As<float>(Binary::kA);
  const auto* b = args.As<float>(Binary::kB);
  auto* out = args.As<float>(Binary::kOut);
  const int64_t n = walk.inner();
  const int64_t a_stride = walk.inner_stride(0), b_stride = walk.inner_stride(1);
  const bool vector = a_stride <= 1 && b_stride <= 1;
  walk.ForEachRow([&](int64_t at, const int64_t* in) {
    if (vector) {
      kLoops[p.op](a + in[0], static_cast<int>(a_stride), b + in[1], static_cast<int>(b_stride),
                   out + at, n);
    } else {
      for (int64_t i = 0; i < n; ++i) {
        out[at + i] = ScalarBinary(p.op, a[in[0] + i * a_stride], b[in[1] + i * b_stride]);
      }
    }
    if (p.epilogue.activation != KWS_IDENTITY) {
      ApplyUnary(p.epilogue.activation, p.epilogue.alpha, p.epilogue.beta, out + at, out + at, n);
    }
  });
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

KWS_EXPORT_KERNEL(Binary)

namespace {

template <class T, class Out, class Op>
void Walk(const KernelArgs& args, Op op) {
  const auto& p = args.Params<kws_binary_params>();
  const Broadcast<2> walk(p.rank, p.dims, {p.a_strides, p.b_strides});
  const int64_t a_stride = walk.inner_stride(0), b_stride = walk.inner_stride(1);
  const int64_t n = walk.inner();
  walk.ForEachRow([&](int64_t at, const int64_t* in) {
    for (int64_t i = 0; i < n; ++i) {
      args.As<Out>(Binary::kOut)[at + i] = op(args.As<T>(Binary::kA)[in[0] + i * a_stride],
                                              args.As<T>(Binary::kB)[in[1] + i * b_stride]);
    }
  });
}

bool Logical(int op, bool a, bool b) {
  return op == KWS_AND ? a && b : op == KWS_OR ? a || b : a != b;
}

template <class T>
void Compare(const KernelArgs& args, int op) {
  Walk<T, uint8_t>(args, [op](T a, T b) -> uint8_t { return ScalarCompare(op, a, b); });
}

bool IsComparison(int op) { return op >= KWS_EQUAL && op <= KWS_GREATER_EQUAL; }

bool CheckOp(const kws_binary_params& p, StepCheck& check) {
  const bool arithmetic = p.op >= 0 && p.op < KWS_BINARY_OPS && p.dtype != KWS_BOOL;
  const bool logical = p.op >= KWS_AND && p.op <= KWS_XOR && p.dtype == KWS_BOOL;
  if (p.dtype != KWS_FLOAT32 && p.dtype != KWS_INT32 && p.dtype != KWS_INT64 &&
      p.dtype != KWS_BOOL) {
    return check.Fail("binary on dtype %d", p.dtype);
  }
  if (!arithmetic && !logical && !IsComparison(p.op))
    return check.Fail("binary op %d on dtype %d", p.op, p.dtype);
  if ((p.dtype != KWS_FLOAT32 || !arithmetic) && p.epilogue.activation != KWS_IDENTITY) {
    return check.Fail("an activation needs float32 arithmetic");
  }
  return check.Epilogue(p.epilogue);
}

}  // namespace

bool Binary::Validate(const Params& p, StepCheck& check) {
  if (!CheckOp(p, check)) return false;
  const int64_t in_bytes = check.ElementBytes(p.dtype);
  const int64_t out_bytes = IsComparison(p.op) ? 1 : in_bytes;
  return CheckBroadcast(check, p.rank, p.dims, kA, p.a_strides, in_bytes) &&
         CheckBroadcast(check, p.rank, p.dims, kB, p.b_strides, in_bytes) &&
         check.Needs(kOut, BroadcastCount(p.rank, p.dims), out_bytes) &&
         (!IsDense(p.rank, p.dims, p.a_strides) || check.MayBeInPlace(kOut, kA)) &&
         (!IsDense(p.rank, p.dims, p.b_strides) || check.MayBeInPlace(kOut, kB));
}

double Binary::ExecutedFlops(const Params& p) {
  const double each = p.op < KWS_BINARY_OPS ? BinaryFlops(p.op) : 1;
  return (each + UnaryFlops(p.epilogue.activation)) *
         static_cast<double>(BroadcastCount(p.rank, p.dims));
}
int64_t Binary::Items(const Params&) { return 1; }
uint64_t Binary::ScratchBytes(const Params&) { return 0; }

void Binary::Reference(const KernelArgs& args, int64_t, int64_t) {
  const Params& p = args.Params<Params>();
  if (IsComparison(p.op)) {
    if (p.dtype == KWS_FLOAT32) return Compare<float>(args, p.op);
    if (p.dtype == KWS_INT32) return Compare<int32_t>(args, p.op);
    if (p.dtype == KWS_INT64) return Compare<int64_t>(args, p.op);
    return Compare<uint8_t>(args, p.op);
  }
  if (p.dtype == KWS_BOOL) {
    Walk<uint8_t, uint8_t>(args,
                           [&](uint8_t a, uint8_t b) -> uint8_t { return Logical(p.op, a, b); });
  } else if (p.dtype == KWS_INT32) {
    Walk<int32_t, int32_t>(args, [&](int32_t a, int32_t b) { return ScalarBinary(p.op, a, b); });
  } else if (p.dtype == KWS_INT64) {
    Walk<int64_t, int64_t>(args, [&](int64_t a, int64_t b) { return ScalarBinary(p.op, a, b); });
  } else {
    Walk<float, float>(args, [&](float a, float b) {
      return ScalarEpilogue(p.epilogue, ScalarBinary(p.op, a, b));
    });
  }
}

}  // namespace kws
#endif  // HWY_ONCE
