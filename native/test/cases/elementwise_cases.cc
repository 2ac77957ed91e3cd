// Elementwise operations: every op, lengths around vectors, broadcasts in every position, values at
// the limits.
#include "cases.h"
#include "kernels/broadcast.h"

namespace kws {
namespace {

// Where an op is defined and its result is no cancellation.
void Domain(int op, double* low, double* high) {
  *low = -9;
  *high = 9;
  switch (op) {
    case KWS_LOG:
    case KWS_SQRT:
    case KWS_RSQRT:
    case KWS_RECIPROCAL:
      *low = 1e-3;
      break;
    case KWS_LOG1P:
      *low = -0.9;
      break;
    case KWS_SIN:
    case KWS_COS:
      *low = -30;
      *high = 30;
      break;
    default:
      break;
  }
}

// Dense strides of `dims`, 0 where the bit of an axis is set in `broadcast`.
void Strides(int rank, const int32_t* dims, int broadcast, int32_t* strides, int64_t* elements) {
  int32_t stride = 1;
  for (int axis = rank - 1; axis >= 0; --axis) {
    const bool fixed = (broadcast >> axis & 1) != 0;
    strides[axis] = fixed ? 0 : stride;
    if (!fixed) stride *= dims[axis];
  }
  *elements = stride;
}

kws_binary_params BinaryParams(int op, int dtype, int a_broadcast, int b_broadcast, int64_t* a,
                               int64_t* b) {
  kws_binary_params p = {};
  p.op = op;
  p.dtype = dtype;
  p.rank = 4;
  const int32_t dims[] = {2, 3, 1, 19};
  memcpy(p.dims, dims, sizeof(dims));
  Strides(4, dims, a_broadcast, p.a_strides, a);
  Strides(4, dims, b_broadcast, p.b_strides, b);
  return p;
}

}  // namespace

std::vector<KernelCase> UnaryCases() {
  std::vector<KernelCase> cases;
  for (int op = 0; op < KWS_UNARY_OPS; ++op) {
    double low, high;
    Domain(op, &low, &high);
    const float alpha = op == KWS_CLAMP ? -2.0f : 0.3f, beta = op == KWS_CLAMP ? 6.0f : 0.5f;
    for (const int count : {1, 3, 15, 16, 17, 100}) {
      const kws_unary_params p = {count, op, alpha, beta};
      // 4 ulp of the result's size; a sine's error is of its argument's reduction.
      cases.push_back(MakeCase("op " + std::to_string(op) + " count " + std::to_string(count), p,
                               {Out(count), Floats(count, low, high)})
                          .Tolerance(5e-7));
    }
  }
  const kws_unary_params large = {10000, KWS_TANH, 0, 0};
  cases.push_back(
      MakeCase("tanh 10000", large, {Out(10000), Floats(10000, -20, 20)}).Tolerance(5e-7).Timed());
  const kws_unary_params sigmoid = {4096, KWS_SIGMOID, 0, 0};
  cases.push_back(MakeCase("sigmoid 4096", sigmoid, {Out(4096), Floats(4096, -120, 120)})
                      .Tolerance(5e-7)
                      .Timed());
  return cases;
}

std::vector<KernelCase> BinaryCases() {
  std::vector<KernelCase> cases;
  int64_t a, b;
  for (int op = 0; op < KWS_BINARY_OPS; ++op) {
    for (const int broadcast : {0, 1, 2, 8, 9, 15}) {
      kws_binary_params p = BinaryParams(op, KWS_FLOAT32, 0, broadcast, &a, &b);
      if (broadcast == 9) p.epilogue = {KWS_CLAMP, 0, 6};
      cases.push_back(MakeCase("op " + std::to_string(op) + " b " + std::to_string(broadcast), p,
                               {Out(114), Floats(a, 0.1, 5), Floats(b, 0.1, 3)}));
    }
    kws_binary_params p = BinaryParams(op, KWS_FLOAT32, 10, 3, &a, &b);
    cases.push_back(MakeCase("op " + std::to_string(op) + " both", p,
                             {Out(114), Floats(a, 0.1, 5), Floats(b, 0.1, 3)}));
    p = BinaryParams(op, KWS_INT32, 1, 2, &a, &b);
    const int top = op == KWS_POW ? 4 : 50;
    cases.push_back(MakeCase(
        "int op " + std::to_string(op), p,
        {Out(114, KWS_INT32), Integers(a, KWS_INT32, -top, top), Integers(b, KWS_INT32, 1, top)}));
  }
  for (int op = 0; op < KWS_BINARY_OPS; ++op) {
    const double top = op == KWS_POW ? 4 : 1e18;
    const kws_binary_params p = BinaryParams(op, KWS_INT64, 1, 2, &a, &b);
    cases.push_back(MakeCase("long op " + std::to_string(op), p,
                             {Out(114, KWS_INT64), Integers(a, KWS_INT64, -top, top),
                              Integers(b, KWS_INT64, -top / 2, top)}));
  }
  for (int op = KWS_EQUAL; op <= KWS_GREATER_EQUAL; ++op) {
    kws_binary_params p = BinaryParams(op, KWS_FLOAT32, 0, 9, &a, &b);
    cases.push_back(
        MakeCase("compare " + std::to_string(op), p, {Out(114, KWS_BOOL), Floats(a), Floats(b)}));
    p = BinaryParams(op, KWS_INT32, 0, 0, &a, &b);
    cases.push_back(
        MakeCase("int compare " + std::to_string(op), p,
                 {Out(114, KWS_BOOL), Integers(a, KWS_INT32, 0, 2), Integers(b, KWS_INT32, 0, 2)}));
  }
  for (int op = KWS_AND; op <= KWS_XOR; ++op) {
    const kws_binary_params p = BinaryParams(op, KWS_BOOL, 0, 1, &a, &b);
    cases.push_back(
        MakeCase("logical " + std::to_string(op), p, {Out(114, KWS_BOOL), Bools(a), Bools(b)}));
  }
  // b transposed: strides that no vector loop takes
  kws_binary_params p = {};
  p.rank = 2;
  p.dims[0] = 5;
  p.dims[1] = 7;
  p.a_strides[0] = 7;
  p.a_strides[1] = 1;
  p.b_strides[0] = 1;
  p.b_strides[1] = 5;
  cases.push_back(MakeCase("transposed", p, {Out(35), Floats(35), Floats(35)}));
  kws_binary_params large = {};
  large.op = KWS_MUL;
  large.rank = 1;
  large.dims[0] = 4096;
  large.a_strides[0] = large.b_strides[0] = 1;
  cases.push_back(MakeCase("mul 4096", large, {Out(4096), Floats(4096), Floats(4096)}).Timed());
  return cases;
}

std::vector<KernelCase> ChainCases() {
  std::vector<KernelCase> cases;
  for (const int cols : {1, 12, 16, 33, 700}) {
    const kws_chain_params p = {5,
                                cols,
                                6,
                                {{KWS_MUL, KWS_CHAIN_ROW, 0, 0, 0},
                                 {KWS_ADD, KWS_CHAIN_TENSOR, 0, 0, 0},
                                 {KWS_SUB, KWS_CHAIN_IMMEDIATE, 1, 1.5f, 0},
                                 {KWS_DIV, KWS_CHAIN_COLUMN, 0, 0, 0},
                                 {KWS_TANH, KWS_CHAIN_UNARY, 0, 0, 0},
                                 {KWS_POW, KWS_CHAIN_IMMEDIATE, 1, 2.0f, 0}}};
    cases.push_back(MakeCase(
        "cols " + std::to_string(cols), p,
        {Out(5 * cols), Floats(5 * cols), Floats(cols), Floats(5 * cols), Floats(5, 1, 2)}));
  }
  const kws_chain_params norm = {99,
                                 128,
                                 3,
                                 {{KWS_MUL, KWS_CHAIN_ROW, 0, 0, 0},
                                  {KWS_ADD, KWS_CHAIN_ROW, 0, 0, 0},
                                  {KWS_CLAMP, KWS_CHAIN_UNARY, 0, 0, 6}}};
  cases.push_back(MakeCase("scale, shift, relu6 99x128", norm,
                           {Out(99 * 128), Floats(99 * 128), Floats(128), Floats(128)})
                      .Timed());
  return cases;
}

std::vector<KernelCase> SelectCases() {
  std::vector<KernelCase> cases;
  for (const int bytes : {1, 4, 8}) {
    const kws_dtype dtype = bytes == 1 ? KWS_UINT8 : bytes == 4 ? KWS_INT32 : KWS_INT64;
    kws_select_params p = {};
    p.element_bytes = bytes;
    p.rank = 2;
    p.dims[0] = 6;
    p.dims[1] = 9;
    p.condition_strides[0] = 1;  // one a row
    p.a_strides[0] = 9;
    p.a_strides[1] = 1;
    p.b_strides[1] = 1;  // the same row
    cases.push_back(MakeCase(
        std::to_string(bytes) + " bytes", p,
        {Out(54, dtype), Bools(6), Integers(54, dtype, 0, 100), Integers(9, dtype, 0, 100)}));
  }
  return cases;
}

std::vector<KernelCase> RequantizeCases() {
  std::vector<KernelCase> cases;
  for (const int channels : {1, 3, 8, 16, 33}) {
    for (const int from : {KWS_FLOAT32, KWS_INT32}) {
      for (const int to : {KWS_FLOAT32, KWS_INT32}) {
        const auto in = static_cast<kws_dtype>(from), out = static_cast<kws_dtype>(to);
        const int count = channels * 7;
        const kws_requantize_params p = {count, channels, from, to, -128, 127};
        CaseOperand sums = Integers(count, KWS_INT32, -70000, 70000);
        if (in == KWS_FLOAT32) sums = Floats(count, -70000, 70000);
        const CaseOperand bias =
            channels % 2 == 0 ? Absent() : Integers(channels, KWS_INT32, -9e8, 9e8);
        cases.push_back(MakeCase(
            std::to_string(channels) + " channels " + std::to_string(from) + std::to_string(to), p,
            {Out(count, out), sums, Integers(channels, KWS_INT32, -2147483647, 2147483647),
             Integers(channels, KWS_INT32, 0, 9), Integers(channels, KWS_INT32, 0, 31), bias}));
      }
    }
  }
  // halves: rounded up at 31 bits, away from zero after it
  const kws_requantize_params halves = {4096, 1, KWS_INT32, KWS_INT32, 0, 0};
  cases.push_back(MakeCase("halves", halves,
                           {Out(4096, KWS_INT32), Integers(4096, KWS_INT32, -40, 40),
                            Integers(1, KWS_INT32, 1 << 30, 1 << 30), Integers(1, KWS_INT32, 0, 0),
                            Integers(1, KWS_INT32, 2, 2), Absent()}));
  const kws_requantize_params large = {4096, 64, KWS_FLOAT32, KWS_FLOAT32, -128, 127};
  cases.push_back(
      MakeCase("4096", large,
               {Out(4096), Floats(4096, -70000, 70000),
                Integers(64, KWS_INT32, 1 << 30, 2147483647), Integers(64, KWS_INT32, 0, 0),
                Integers(64, KWS_INT32, 5, 9), Integers(64, KWS_INT32, -9000, 9000)})
          .Timed());
  return cases;
}

std::vector<KernelCase> CastCases() {
  std::vector<KernelCase> cases;
  const kws_dtype dtypes[] = {KWS_FLOAT32, KWS_INT32, KWS_INT64,   KWS_BOOL,
                              KWS_UINT8,   KWS_INT16, KWS_FLOAT64, KWS_INT8};
  for (const kws_dtype from : dtypes) {
    for (const kws_dtype to : dtypes) {
      const kws_cast_params p = {21, from, to};
      CaseOperand in = Integers(21, from,
                                from == KWS_UINT8  ? 0
                                : from == KWS_INT8 ? -128
                                                   : -200,
                                from == KWS_INT8 ? 127 : 200);
      if (from == KWS_BOOL) in = Bools(21);
      if (from == KWS_FLOAT32 || from == KWS_FLOAT64) {
        in = Floats(21, -4e9, 4e9);
        in.dtype = from;
      }
      cases.push_back(
          MakeCase(std::to_string(from) + " to " + std::to_string(to), p, {Out(21, to), in}));
    }
  }
  return cases;
}

}  // namespace kws
