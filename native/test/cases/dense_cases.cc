// Matrix products: odd sizes around register blocks and panels, every optional operand, strides and
// activations.
#include "cases.h"

namespace kws {
namespace {

int64_t BiasFloats(int64_t n) { return Panels(n) * KWS_PANEL; }
constexpr float kInfinity = __builtin_inff();

struct Dense {
  int m, k, n;
  kws_epilogue epilogue = {KWS_IDENTITY, 0, 0};
  bool bias = true;
  bool residual = false;
  int in_stride = 0;
  int out_stride = 0;
  kws_encoding encoding = KWS_PLAIN;

  KernelCase Make() const {
    const std::string name = std::to_string(m) + "x" + std::to_string(k) + "x" + std::to_string(n) +
                             " act " + std::to_string(epilogue.activation) + " encoding " +
                             std::to_string(encoding);
    const kws_fully_connected_params p = {m, k, n, in_stride, out_stride, epilogue};
    const int64_t out = StridedExtent(m, out_stride, n);
    return MakeCase(name, p,
                    {Out(out), Floats(StridedExtent(m, in_stride, k)), WeightPanels(k, n, encoding),
                     bias ? Floats(BiasFloats(n)) : Absent(), residual ? Floats(out) : Absent()})
        .Tolerance(encoding == KWS_BF16 && epilogue.activation == KWS_CLAMP ? 0 : 1e-5);
  }
};

}  // namespace

std::vector<KernelCase> FullyConnectedCases() {
  std::vector<KernelCase> cases;
  for (const int m : {1, 2, 5, 6, 7, 13, 14, 15, 29, 43}) {
    for (const int n : {1, 12, 16, 17, 33, 64}) cases.push_back(Dense{m, 37, n}.Make());
  }
  for (int m = 1; m <= 14; ++m) cases.push_back(Dense{m, 3, 50}.Make());
  cases.push_back(Dense{9, 1, 40}.Make());
  cases.push_back(Dense{3, 40, 20, {KWS_CLAMP, 0, 6}}.Make());
  cases.push_back(Dense{17, 40, 20, {KWS_CLAMP, 0, kInfinity}, false}.Make());
  cases.push_back(Dense{17, 40, 35, {KWS_SIGMOID, 0, 0}, true, true}.Make());
  cases.push_back(Dense{15, 8, 19, {KWS_TANH, 0, 0}, true, true, 11, 23}.Make());
  cases.push_back(Dense{44, 8, 19, {KWS_ELU, 1, 0}, true, false, 11, 40}.Make());
  for (const kws_encoding encoding : kFewerBits) {
    for (const int m : {1, 2, 3, 4, 7, 14, 15, 29}) {
      for (const int n : {1, 8, 16, 17, 33, 50, 64, 80})
        cases.push_back(
            Dense{m, 37, n, {KWS_CLAMP, -1, 6}, n != 8, n == 50, 0, 0, encoding}.Make());
    }
    cases.push_back(Dense{15, 8, 19, {KWS_TANH, 0, 0}, true, true, 11, 23, encoding}.Make());
    cases.push_back(Dense{9, 1, 40, {KWS_IDENTITY, 0, 0}, true, false, 0, 0, encoding}.Make());
  }
  for (const kws_encoding encoding : kEncodings) {
    for (const int m : {1, 3, 9, 24, 99, 397}) {
      const Dense layer = {m, 256, 320, {KWS_CLAMP, 0, 6}, true, false, 0, 0, encoding};
      cases.push_back(layer.Make().Tolerance(encoding == KWS_BF16 ? 0 : 1e-4).Timed());
    }
  }
  // rows that are packed piece by piece, and blocks of every width
  for (const int k : {1024, 1025, 2049}) {
    for (const int m : {1, 5, 9})
      cases.push_back(Dense{m, k, 135, {KWS_CLAMP, -1, 6}, m != 5, m == 9, 0, 0, KWS_BF16}.Make());
  }
  cases.push_back(Dense{1, 250, 144}.Make().Timed());
  return cases;
}

std::vector<KernelCase> MatmulCases() {
  std::vector<KernelCase> cases;
  for (const int transpose : {0, 1, 2, 3}) {
    for (const int m : {1, 5, 17}) {
      const int batch = 3, k = 11, n = 21;
      const int a_stride = transpose == 3 ? 0 : m * k, b_stride = transpose == 2 ? 0 : k * n;
      const kws_matmul_params p = {
          batch, m, k, n, transpose & 1, transpose >> 1, a_stride, b_stride, {KWS_TANH, 0, 0}};
      cases.push_back(
          MakeCase("transpose " + std::to_string(transpose) + " m " + std::to_string(m), p,
                   {Out(batch * m * n), Floats((batch - 1) * a_stride + m * k),
                    Floats((batch - 1) * b_stride + k * n), m == 5 ? Absent() : Floats(n)}));
    }
  }
  const kws_matmul_params attention = {1, 99, 64, 99, 0, 1, 0, 0, {KWS_IDENTITY, 0, 0}};
  cases.push_back(MakeCase("99x64x99, b transposed", attention,
                           {Out(99 * 99), Floats(99 * 64), Floats(99 * 64), Absent()})
                      .Timed());
  return cases;
}

}  // namespace kws
