#include "kernels/scalar_math.h"

#include <cmath>

namespace kws {
namespace {

constexpr double kSeluScale = 1.0507009873554804934193349852946;
constexpr double kSeluAlpha = 1.6732632423543772848170429916717;

// As the vector versions: a NaN stays one.
double Clamp(double x, double low, double high) { return x < low ? low : x > high ? high : x; }

double UnaryOf(int op, double alpha, double beta, double x) {
  switch (op) {
    case KWS_CLAMP:
      return Clamp(x, alpha, beta);
    case KWS_SIGMOID:
      return 1 / (1 + std::exp(-x));
    case KWS_TANH:
      return std::tanh(x);
    case KWS_HARD_SIGMOID:
      return Clamp(alpha * x + beta, 0, 1);
    case KWS_ELU:
      return x < 0 ? alpha * std::expm1(x) : x;
    case KWS_SELU:
      return kSeluScale * (x < 0 ? kSeluAlpha * std::expm1(x) : x);
    case KWS_LEAKY_RELU:
      return x < 0 ? alpha * x : x;
    case KWS_SOFTPLUS:
      return x > 30 ? x : std::log1p(std::exp(x));
    case KWS_SOFTSIGN:
      return x / (1 + std::fabs(x));
    case KWS_EXP:
      return std::exp(x);
    case KWS_LOG:
      return std::log(x);
    case KWS_LOG1P:
      return std::log1p(x);
    case KWS_EXPM1:
      return std::expm1(x);
    case KWS_SQRT:
      return std::sqrt(x);
    case KWS_RSQRT:
      return 1 / std::sqrt(x);
    case KWS_RECIPROCAL:
      return 1 / x;
    case KWS_SQUARE:
      return x * x;
    case KWS_ABS:
      return std::fabs(x);
    case KWS_NEG:
      return -x;
    case KWS_SIGN:
      return x > 0 ? 1 : x < 0 ? -1 : x;
    case KWS_FLOOR:
      return std::floor(x);
    case KWS_CEIL:
      return std::ceil(x);
    case KWS_ROUND:
      return std::nearbyint(x);
    case KWS_SIN:
      return std::sin(x);
    case KWS_COS:
      return std::cos(x);
    case KWS_AFFINE:
      return alpha * x + beta;
    case KWS_SWISH:
      return x / (1 + std::exp(-x));
    case KWS_ERF:
      return std::erf(x);
    case KWS_GELU:
      return x * (0.5f * (1 + std::erf(x * 0.70710678f)));
    default:
      return x;
  }
}

int32_t Wrap(int64_t x) { return static_cast<int32_t>(static_cast<uint32_t>(x)); }

int64_t Wrap64(uint64_t x) { return static_cast<int64_t>(x); }

int64_t FloorDiv(int64_t a, int64_t b) {
  if (b == 0) return 0;
  if (b == -1) return Wrap64(-static_cast<uint64_t>(a));  // of the least number, too
  return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

}  // namespace

float ScalarUnary(int op, float alpha, float beta, float x) {
  return static_cast<float>(UnaryOf(op, alpha, beta, x));
}

float ScalarBinary(int op, float a, float b) {
  switch (op) {
    case KWS_ADD:
      return a + b;
    case KWS_SUB:
      return a - b;
    case KWS_MUL:
      return a * b;
    case KWS_DIV:
      return a / b;
    case KWS_MAX:
      return a > b || std::isnan(a) ? a : b;
    case KWS_MIN:
      return a < b || std::isnan(a) ? a : b;
    case KWS_POW:
      return std::pow(a, b);
    case KWS_SQUARED_DIFFERENCE:
      return (a - b) * (a - b);
    case KWS_FLOOR_DIV:
      return std::floor(a / b);
    default:  // KWS_FLOOR_MOD: the sign of b
    {
      const float r = std::fmod(a, b);
      return r != 0 && (r < 0) != (b < 0) ? r + b : r;
    }
  }
}

int32_t ScalarBinary(int op, int32_t a, int32_t b) {
  const int64_t x = a, y = b;
  switch (op) {
    case KWS_ADD:
      return Wrap(x + y);
    case KWS_SUB:
      return Wrap(x - y);
    case KWS_MUL:
      return Wrap(x * y);
    case KWS_DIV:
      return y == 0 ? 0 : Wrap(x / y);
    case KWS_MAX:
      return a > b ? a : b;
    case KWS_MIN:
      return a < b ? a : b;
    case KWS_POW:
      return static_cast<int32_t>(Wrap(static_cast<int64_t>(
          std::fmin(std::fmax(std::pow(static_cast<double>(a), b), INT32_MIN), INT32_MAX))));
    case KWS_SQUARED_DIFFERENCE:
      return Wrap(
          static_cast<int64_t>(static_cast<uint64_t>(x - y) * static_cast<uint64_t>(x - y)));
    case KWS_FLOOR_DIV:
      return Wrap(FloorDiv(x, y));
    default:  // KWS_FLOOR_MOD
      return y == 0 ? 0 : Wrap(x - FloorDiv(x, y) * y);
  }
}

int64_t ScalarBinary(int op, int64_t a, int64_t b) {
  const auto x = static_cast<uint64_t>(a), y = static_cast<uint64_t>(b);
  switch (op) {
    case KWS_ADD:
      return Wrap64(x + y);
    case KWS_SUB:
      return Wrap64(x - y);
    case KWS_MUL:
      return Wrap64(x * y);
    case KWS_DIV:
      return b == 0 ? 0 : b == -1 ? Wrap64(-x) : a / b;
    case KWS_MAX:
      return a > b ? a : b;
    case KWS_MIN:
      return a < b ? a : b;
    case KWS_POW: {
      const double power = std::pow(static_cast<double>(a), static_cast<double>(b));
      const double limit = std::ldexp(1.0, 63);
      return power >= limit ? INT64_MAX : power > -limit ? static_cast<int64_t>(power) : INT64_MIN;
    }
    case KWS_SQUARED_DIFFERENCE:
      return Wrap64((x - y) * (x - y));
    case KWS_FLOOR_DIV:
      return FloorDiv(a, b);
    default:  // KWS_FLOOR_MOD
      return b == 0 ? 0 : Wrap64(x - static_cast<uint64_t>(FloorDiv(a, b)) * y);
  }
}

double UnaryFlops(int op) {
  switch (op) {
    case KWS_IDENTITY:
      return 0;
    case KWS_CLAMP:
    case KWS_AFFINE:
    case KWS_LEAKY_RELU:
      return 2;
    case KWS_SIGMOID:
    case KWS_TANH:
    case KWS_ELU:
    case KWS_SELU:
    case KWS_SOFTPLUS:
    case KWS_EXP:
    case KWS_LOG:
    case KWS_LOG1P:
    case KWS_EXPM1:
    case KWS_SIN:
    case KWS_COS:
    case KWS_SWISH:
    case KWS_ERF:
    case KWS_GELU:
      return 10;
    default:
      return 1;
  }
}

double BinaryFlops(int op) { return op == KWS_POW ? 10 : op == KWS_SQUARED_DIFFERENCE ? 2 : 1; }

}  // namespace kws
