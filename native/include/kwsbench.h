/* kwsbench.h: the one public header of the kwsbench engine.
 *
 * A model is a compiled plan (docs/reference/plan-format.md): a flat list of steps over one arena
 * and one block of constants. The Java compiler (io.kwsbench.compile) writes plans; this library
 * checks and runs them. docs/reference/native-abi.md has the rules of lifetime, threads and errors.
 * Every function that can fail returns a kws_status and leaves a one-line message for
 * kws_last_error() of the same thread */
#ifndef KWSBENCH_H_
#define KWSBENCH_H_

#include <stddef.h>
#include <stdint.h>

#if !defined(_WIN32)
#define KWS_API __attribute__((visibility("default")))
#elif defined(KWS_EXPORTS) /* while the library itself is compiled */
#define KWS_API __declspec(dllexport)
#else
#define KWS_API __declspec(dllimport)
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* --------------------------------------------------------------------------- status and version */

typedef enum kws_status {
  KWS_OK = 0,
  KWS_INVALID_ARGUMENT = 1, /* the caller broke a rule of this header */
  KWS_IO_ERROR = 2,         /* a file could not be opened or read */
  KWS_BAD_PLAN = 3,         /* damaged, or breaks a rule of docs/reference/plan-format.md */
  KWS_UNSUPPORTED = 4,      /* a plan version, kernel or instruction set that is not in here */
  KWS_OUT_OF_MEMORY = 5,    /* or no thread could be started */
  KWS_BAD_INPUT = 6 /* a kernel refused what it was fed (a malformed WAV, an index out of range) */
} kws_status;

/* Name of a status ("KWS_BAD_PLAN"); never NULL. */
KWS_API const char* kws_status_name(kws_status status);
/* Message of this thread's last call that returned a status: one line, valid until the next such
 * call; "" if it succeeded. */
KWS_API const char* kws_last_error(void);
/* "0.2.0" */
KWS_API const char* kws_version(void);

/* ------------------------------------------------------------------------------- plan constants */

enum {
  KWS_PLAN_MAGIC = 0x5053574b, /* the first four bytes of a plan, "KWSP" */
  KWS_PLAN_VERSION = 1,
  KWS_MAX_RANK = 8,      /* of an input, output or strided copy */
  KWS_MAX_BROADCAST = 6, /* axes of a broadcasting step */
  KWS_MAX_CHAIN = 12,    /* operations of an elementwise chain */
  KWS_MAX_OPERANDS = 16, /* of a step */
  KWS_PANEL = 16,        /* columns of a packed weight panel */
  KWS_ALIGNMENT = 64,    /* bytes: of the arena, of the constants, of tensors in them */
  KWS_SLACK_BYTES = 256  /* readable bytes that must follow the constants in the file */
};

typedef enum kws_dtype {
  KWS_FLOAT32 = 0,
  KWS_INT32 = 1,
  KWS_INT64 = 2,
  KWS_BOOL = 3, /* one byte, 0 or 1 */
  KWS_UINT8 = 4,
  KWS_INT16 = 5,
  KWS_FLOAT64 = 6,
  KWS_BYTES = 7, /* u64 length, then that many bytes; the buffer's size less 8 is the capacity */
  KWS_INT8 = 8
} kws_dtype;

typedef enum kws_space {
  KWS_SPACE_NONE = 0, /* an optional operand that is absent */
  KWS_SPACE_ARENA = 1,
  KWS_SPACE_CONST = 2
} kws_space;

/* How an operand is stored. Only a product's constant weights, in panels, have another encoding
 * than KWS_PLAIN. */
typedef enum kws_encoding {
  KWS_PLAIN = 0,
  KWS_WEIGHTS_8 = 1,  /* int8 panels, then a float for each of their columns, by which its sums are
                         multiplied before the bias is added */
  KWS_WEIGHTS_16 = 2, /* panels of bfloat16: upper halves of floats */
  KWS_BF16 = 3        /* the same, two steps of k side by side, for a product of bfloat16: its rows
                         are rounded to bfloat16, too, and their products are added to floats */
} kws_encoding;

/* Kernel ids are part of the plan format: a number is never reused. 0-63 general, 64-95 audio,
 * 96-127 recurrent. */
typedef enum kws_kernel {
  KWS_LOOP = 0,
  KWS_CONV_2D = 1,
  KWS_FULLY_CONNECTED = 2,
  KWS_MATMUL = 3,
  KWS_DEPTHWISE_2D = 4,
  KWS_DEPTHWISE_POINTWISE = 5,
  KWS_SOFTMAX = 6,
  KWS_POOL_2D = 7,
  KWS_REDUCE = 8,
  KWS_ARG_REDUCE = 9,
  KWS_UNARY = 10,
  KWS_BINARY = 11,
  KWS_CHAIN = 12,
  KWS_COPY = 13,
  KWS_FILL = 14,
  KWS_GATHER = 15,
  KWS_SELECT = 16,
  KWS_CAST = 17,
  KWS_EXTRACT_PATCHES = 18,
  KWS_REQUANTIZE = 19,
  KWS_INTEGER_CONV_2D = 20,
  KWS_INTEGER_DEPTHWISE_2D = 21,
  KWS_DECODE_WAV = 64,
  KWS_AUDIO_SPECTROGRAM = 65,
  KWS_MFCC = 66,
  KWS_AUDIO_MFCC = 67, /* AUDIO_SPECTROGRAM and MFCC in one */
  KWS_LSTM = 96,
  KWS_GRU = 97,
  KWS_RNN = 98
} kws_kernel;

/* y = f(x); alpha and beta are the parameters a function names, else 0. Used by KWS_UNARY, chains
 * and epilogues. */
typedef enum kws_unary_op {
  KWS_IDENTITY = 0,
  KWS_CLAMP = 1, /* min(max(x, alpha), beta): relu is (0, +inf), relu6 (0, 6) */
  KWS_SIGMOID = 2,
  KWS_TANH = 3,
  KWS_HARD_SIGMOID = 4, /* min(max(alpha x + beta, 0), 1): Keras (0.2, 0.5) */
  KWS_ELU = 5,          /* x < 0 ? alpha (exp(x) - 1) : x */
  KWS_SELU = 6,
  KWS_LEAKY_RELU = 7, /* x < 0 ? alpha x : x */
  KWS_SOFTPLUS = 8,
  KWS_SOFTSIGN = 9,
  KWS_EXP = 10,
  KWS_LOG = 11,
  KWS_LOG1P = 12,
  KWS_EXPM1 = 13,
  KWS_SQRT = 14,
  KWS_RSQRT = 15,
  KWS_RECIPROCAL = 16,
  KWS_SQUARE = 17,
  KWS_ABS = 18,
  KWS_NEG = 19,
  KWS_SIGN = 20,
  KWS_FLOOR = 21,
  KWS_CEIL = 22,
  KWS_ROUND = 23, /* half to even */
  KWS_SIN = 24,
  KWS_COS = 25,
  KWS_AFFINE = 26, /* alpha x + beta */
  KWS_SWISH = 27,  /* x sigmoid(x) */
  KWS_ERF = 28,
  KWS_GELU = 29, /* x (1 + erf(x / sqrt(2))) / 2 */
  KWS_UNARY_OPS = 30
} kws_unary_op;

typedef enum kws_binary_op {
  KWS_ADD = 0,
  KWS_SUB = 1,
  KWS_MUL = 2,
  KWS_DIV = 3,
  KWS_MAX = 4,
  KWS_MIN = 5,
  KWS_POW = 6,
  KWS_SQUARED_DIFFERENCE = 7,
  KWS_FLOOR_DIV = 8,
  KWS_FLOOR_MOD = 9,
  KWS_BINARY_OPS = 10,
  KWS_AND = 16, /* bool only, as the next two */
  KWS_OR = 17,
  KWS_XOR = 18,
  KWS_EQUAL = 32, /* comparisons: the output is bool */
  KWS_NOT_EQUAL = 33,
  KWS_LESS = 34,
  KWS_LESS_EQUAL = 35,
  KWS_GREATER = 36,
  KWS_GREATER_EQUAL = 37
} kws_binary_op;

typedef enum kws_reduce_op {
  KWS_REDUCE_SUM = 0,
  KWS_REDUCE_MEAN = 1,
  KWS_REDUCE_MAX = 2,
  KWS_REDUCE_MIN = 3,
  KWS_REDUCE_PROD = 4
} kws_reduce_op;

/* Style of the features: window and filters differ in details (docs/reference/audio.md). */
typedef enum kws_audio_style {
  KWS_AUDIO_OPS = 0,     /* TensorFlow's AudioSpectrogram and Mfcc ops */
  KWS_CONTRIB_SIGNAL = 1 /* tf.contrib.signal of TensorFlow 1.4 */
} kws_audio_style;

typedef enum kws_pool_op { KWS_POOL_MAX = 0, KWS_POOL_AVG = 1 } kws_pool_op;

/* How sums of whole numbers are rounded on another scale. */
typedef enum kws_rounding {
  KWS_ROUND_TWICE = 0, /* half up at 31 bits, then halves away from zero */
  KWS_ROUND_ONCE = 1   /* halves away from zero */
} kws_rounding;

/* Source of the second argument of a binary operation in a chain. */
typedef enum kws_chain_source {
  KWS_CHAIN_UNARY = 0,     /* no second argument: op is a kws_unary_op */
  KWS_CHAIN_IMMEDIATE = 1, /* alpha */
  KWS_CHAIN_TENSOR = 2,    /* the next operand, [rows][cols] */
  KWS_CHAIN_ROW = 3,       /* the next operand, [cols], the same for every row */
  KWS_CHAIN_COLUMN = 4     /* the next operand, [rows], the same for every column */
} kws_chain_source;

/* --------------------------------------------- step parameters (docs/reference/plan-format.md) */
/* Only 4-byte members, in plan order; strides are in elements; 0 for in_stride/out_stride means
 * dense. */

typedef struct kws_epilogue {
  int32_t activation; /* kws_unary_op, applied to sum + bias + residual */
  float alpha;
  float beta;
} kws_epilogue;

/* LOOP: the next body_steps steps run trip_count times. Loops do not nest. */
typedef struct kws_loop_params {
  int32_t trip_count;
  int32_t body_steps;
} kws_loop_params;

/* A window sliding over [batch][in_h][in_w][channels]; taps outside the input are zero (or absent,
 * when pooling). */
typedef struct kws_window {
  int32_t batch;
  int32_t in_h;
  int32_t in_w;
  int32_t out_h;
  int32_t out_w;
  int32_t kernel_h;
  int32_t kernel_w;
  int32_t stride_h;
  int32_t stride_w;
  int32_t dilation_h;
  int32_t dilation_w;
  int32_t pad_top;
  int32_t pad_left;
} kws_window;

/* CONV_2D: out, in, weights (panels, K = kernel_h kernel_w in_c), bias?, residual? */
typedef struct kws_conv_2d_params {
  kws_window window;
  int32_t in_c;
  int32_t out_c;
  int32_t in_stride;  /* between input pixels */
  int32_t out_stride; /* between output pixels, of the residual too */
  kws_epilogue epilogue;
} kws_conv_2d_params;

/* FULLY_CONNECTED: out [m][n], in [m][k], weights (panels), bias?, residual? */
typedef struct kws_fully_connected_params {
  int32_t m;
  int32_t k;
  int32_t n;
  int32_t in_stride;
  int32_t out_stride;
  kws_epilogue epilogue;
} kws_fully_connected_params;

/* MATMUL: out [batch][m][n], a [m][k] (or [k][m]) and b [k][n] (or [n][k]) a batch stride apart,
 * bias [n]? */
typedef struct kws_matmul_params {
  int32_t batch;
  int32_t m;
  int32_t k;
  int32_t n;
  int32_t transpose_a;
  int32_t transpose_b;
  int32_t a_batch_stride; /* 0: the same matrix for the whole batch */
  int32_t b_batch_stride;
  kws_epilogue epilogue;
} kws_matmul_params;

/* DEPTHWISE_2D: out, in, weights [kernel_h][kernel_w][in_c][multiplier], bias [in_c multiplier]? */
typedef struct kws_depthwise_2d_params {
  kws_window window;
  int32_t in_c;
  int32_t multiplier;
  int32_t in_stride;
  int32_t out_stride;
  kws_epilogue epilogue;
} kws_depthwise_2d_params;

/* DEPTHWISE_POINTWISE: out, in, depthwise weights and bias?, pointwise weights (panels) and bias?,
 * residual? */
typedef struct kws_depthwise_pointwise_params {
  kws_window window;
  int32_t in_c;
  int32_t multiplier;
  int32_t out_c;
  int32_t in_stride;
  int32_t out_stride;
  kws_epilogue depthwise;
  kws_epilogue pointwise;
} kws_depthwise_pointwise_params;

/* SOFTMAX: out, in, both [outer][n][inner], along n. */
typedef struct kws_softmax_params {
  int32_t outer;
  int32_t n;
  int32_t inner;
  int32_t log; /* 1: log-softmax */
} kws_softmax_params;

/* POOL_2D: out, in. An average counts only the taps inside the input. */
typedef struct kws_pool_2d_params {
  kws_window window;
  int32_t channels;
  int32_t in_stride;
  int32_t out_stride;
  int32_t op; /* kws_pool_op */
} kws_pool_2d_params;

/* REDUCE: out [outer][inner], in [outer][n][inner]. */
typedef struct kws_reduce_params {
  int32_t outer;
  int32_t n;
  int32_t inner;
  int32_t op; /* kws_reduce_op */
} kws_reduce_params;

/* ARG_REDUCE: out [outer][inner] of int32 or int64, in [outer][n][inner]; the first of equals wins
 */
typedef struct kws_arg_reduce_params {
  int32_t outer;
  int32_t n;
  int32_t inner;
  int32_t minimum;   /* 0: argmax, 1: argmin */
  int32_t out_dtype; /* kws_dtype: KWS_INT32 or KWS_INT64 */
} kws_arg_reduce_params;

/* UNARY: out, in; in place allowed. */
typedef struct kws_unary_params {
  int32_t count;
  int32_t op; /* kws_unary_op */
  float alpha;
  float beta;
} kws_unary_params;

/* BINARY: out (dense, dims), a, b. A stride of 0 broadcasts. In place allowed over a dense, equal
 * input. */
typedef struct kws_binary_params {
  int32_t op;    /* kws_binary_op */
  int32_t dtype; /* kws_dtype of a and b: KWS_FLOAT32, KWS_INT32, KWS_INT64 or KWS_BOOL */
  int32_t rank;  /* 1..KWS_MAX_BROADCAST; later entries are ignored */
  int32_t dims[KWS_MAX_BROADCAST];
  int32_t a_strides[KWS_MAX_BROADCAST];
  int32_t b_strides[KWS_MAX_BROADCAST];
  kws_epilogue epilogue; /* float32 arithmetic only */
} kws_binary_params;

typedef struct kws_chain_op {
  int32_t op;      /* kws_unary_op or kws_binary_op (0..9) */
  int32_t source;  /* kws_chain_source */
  int32_t reverse; /* 1: op(argument, x) instead of op(x, argument) */
  float alpha;
  float beta;
} kws_chain_op;

/* CHAIN: out [rows][cols], in [rows][cols], then one operand for every op that takes one, in order
 */
typedef struct kws_chain_params {
  int32_t rows;
  int32_t cols;
  int32_t count; /* 1..KWS_MAX_CHAIN; later entries are ignored */
  kws_chain_op ops[KWS_MAX_CHAIN];
} kws_chain_params;

/* COPY: out, in: out[out_offset + i.out_strides] = in[in_offset + i.in_strides] for all i < dims */
typedef struct kws_copy_params {
  int32_t element_bytes; /* 1, 2, 4 or 8 */
  int32_t rank;          /* 1..KWS_MAX_RANK */
  int32_t in_offset;     /* in elements, as the strides; strides may be negative or 0 (input) */
  int32_t out_offset;
  int32_t dims[KWS_MAX_RANK];
  int32_t in_strides[KWS_MAX_RANK];
  int32_t out_strides[KWS_MAX_RANK];
} kws_copy_params;

/* FILL: out gets count elements with this bit pattern (its low bytes). */
typedef struct kws_fill_params {
  int32_t element_bytes; /* 1, 2, 4 or 8 */
  int32_t count;
  int32_t pattern_low;
  int32_t pattern_high;
} kws_fill_params;

/* GATHER: out [outer][count][inner], in [outer][n][inner], indices [count]; KWS_BAD_INPUT if one is
 * not in 0..n-1. */
typedef struct kws_gather_params {
  int32_t outer;
  int32_t n;
  int32_t count;
  int32_t inner_bytes;
  int32_t index_dtype; /* kws_dtype: KWS_INT32 or KWS_INT64 */
} kws_gather_params;

/* SELECT: out (dense, dims), condition (bool), a (where true), b (where false); strides of 0
 * broadcast. */
typedef struct kws_select_params {
  int32_t element_bytes; /* 1, 4 or 8 */
  int32_t rank;
  int32_t dims[KWS_MAX_BROADCAST];
  int32_t condition_strides[KWS_MAX_BROADCAST];
  int32_t a_strides[KWS_MAX_BROADCAST];
  int32_t b_strides[KWS_MAX_BROADCAST];
} kws_select_params;

/* CAST: out, in. Float to integer truncates towards zero and saturates, NaN gives 0; to bool: x !=
 * 0. */
typedef struct kws_cast_params {
  int32_t count;
  int32_t from; /* kws_dtype, not KWS_BYTES */
  int32_t to;   /* kws_dtype, not KWS_BYTES */
} kws_cast_params;

/* REQUANTIZE: out, in, multipliers [channels], left [channels], right [channels], bias? [channels],
 * all int32 but out and in. Whole numbers times multipliers / 2^(31 - left + right): plus the bias
 * and shifted left, both modulo 2^32; times the multiplier / 2^31, rounded half up; / 2^right,
 * rounded half away from zero. A float result is clamped. Shifts are modulo 32. In place allowed.
 */
typedef struct kws_requantize_params {
  int32_t count;
  int32_t channels; /* the last axis of in, of which count is a multiple */
  int32_t from;     /* kws_dtype: KWS_FLOAT32 or KWS_INT32 */
  int32_t to;       /* kws_dtype: KWS_FLOAT32 or KWS_INT32 */
  float low;
  float high;
} kws_requantize_params;

/* What a step in integers reads and writes: levels of 8 bits, or floats, which are levels less the
 * one that stands for zero. A sum plus its bias, modulo 2^32, times its column's factor is a
 * result, which is kept between low and high. The factor is multiplier / 2^(31 - left + right),
 * rounded twice as REQUANTIZE does, or multiplier (without a sign) / 2^right, rounded once. */
typedef struct kws_levels {
  int32_t from;     /* kws_dtype of in: KWS_INT8 or KWS_FLOAT32 */
  int32_t to;       /* kws_dtype of out: KWS_INT8 or KWS_FLOAT32 */
  int32_t in_zero;  /* the level that stands for zero, of which taps outside the input are, too */
  int32_t out_zero; /* what is added to results of KWS_INT8 */
  int32_t low;
  int32_t high;
  int32_t rounding; /* kws_rounding */
} kws_levels;

/* INTEGER_CONV_2D: out, in, weights (int8 panels of four steps of K), bias, multipliers, right,
 * left?, all of these int32 for whole panels. Weights are -127 .. 127. */
typedef struct kws_integer_conv_2d_params {
  kws_window window;
  int32_t in_c;
  int32_t out_c;
  int32_t in_stride;
  int32_t out_stride;
  kws_levels levels;
} kws_integer_conv_2d_params;

/* INTEGER_DEPTHWISE_2D: out, in, weights (int8, by pairs of taps), bias, multipliers, right, left?,
 * as above. */
typedef struct kws_integer_depthwise_2d_params {
  kws_window window;
  int32_t in_c;
  int32_t in_stride;
  int32_t out_stride;
  kws_levels levels;
} kws_integer_depthwise_2d_params;

/* EXTRACT_PATCHES: out [batch][out_h][out_w][kernel_h][kernel_w][channels], in. */
typedef struct kws_extract_patches_params {
  kws_window window;
  int32_t channels;
} kws_extract_patches_params;

/* DECODE_WAV: samples [samples][channels], rate? (int32), wav (KWS_BYTES). As TensorFlow's
 * DecodeWav: 16-bit samples over 32768, missing frames zero, missing channels repeat the last;
 * KWS_BAD_INPUT for what it refuses. */
typedef struct kws_decode_wav_params {
  int32_t samples;
  int32_t channels;
  int32_t exact_samples;  /* 1: another number of samples is refused (desired_samples = -1) */
  int32_t exact_channels; /* 1: the same for channels */
  int32_t capacity;       /* bytes of a file that the operand can hold */
} kws_decode_wav_params;

/* AUDIO_SPECTROGRAM: out [channels][frames][bins], in [samples][channels]; frames = (samples -
 * window) / stride + 1 or 0, bins = (window rounded up to a power of two) / 2 + 1. */
typedef struct kws_audio_spectrogram_params {
  int32_t samples;
  int32_t channels;
  int32_t window;
  int32_t stride;
  int32_t style;             /* kws_audio_style */
  int32_t magnitude_squared; /* 0: magnitudes */
} kws_audio_spectrogram_params;

/* Mel filters, logarithm and DCT. sample_rate is what the step expects its rate operand to hold,
 * and the rate if it has none. Another rate works, but is slow and allocates. */
typedef struct kws_cepstrum {
  int32_t style; /* kws_audio_style */
  int32_t sample_rate;
  float lower_hertz;
  float upper_hertz;
  int32_t bands;
  int32_t coefficients;
} kws_cepstrum;

/* MFCC: out [rows][coefficients], power spectrogram [rows][bins], rate? (int32). */
typedef struct kws_mfcc_params {
  int32_t rows;
  int32_t bins;
  kws_cepstrum cepstrum;
} kws_mfcc_params;

/* AUDIO_MFCC: out [channels][frames][coefficients], in [samples][channels], rate? (int32). */
typedef struct kws_audio_mfcc_params {
  int32_t samples;
  int32_t channels;
  int32_t window;
  int32_t stride;
  kws_cepstrum cepstrum; /* its style is the window's too */
} kws_audio_mfcc_params;

/* Recurrent steps: with U' = units rounded up to KWS_PANEL, xw holds x W + b (forget bias included)
 * for every time and batch row, gates U' apart; time t, row b at xw + t xw_time_stride + b
 * xw_batch_stride; likewise y. reverse runs t = time-1 .. 0 over both. h has `units` columns (or
 * `projection`). */
typedef struct kws_sequence {
  int32_t time;
  int32_t batch;
  int32_t units;
  int32_t xw_time_stride;
  int32_t xw_batch_stride;
  int32_t y_time_stride;
  int32_t y_batch_stride;
  int32_t reverse;
} kws_sequence;

/* LSTM: y?, h_last? [batch][h], c_last? [batch][units], xw (gates i f g o), weights (panels, K = h,
 * N = 4U'), h0?, c0?, peepholes? [3][U'] (i f o), projection weights? (panels, K = units, N =
 * projection). */
typedef struct kws_lstm_params {
  kws_sequence sequence;
  int32_t gate_op;    /* kws_unary_op: KWS_SIGMOID or KWS_HARD_SIGMOID (0.2, 0.5) */
  int32_t cell_op;    /* kws_unary_op of g and of c on its way out: KWS_TANH, ... */
  float cell_clip;    /* 0: none */
  int32_t projection; /* 0: none */
  float projection_clip;
} kws_lstm_params;

/* GRU: y?, h_last?, xw (gates r u c), gate weights (panels, K = units, N = 2U'), candidate weights
 * (panels, N = U'), h0?, recurrent candidate bias? [U']. h = u h + (1 - u) cell_op(xw_c + (r h)
 * W_c), or with reset_after cell_op(xw_c + r (h W_c + bias)). */
typedef struct kws_gru_params {
  kws_sequence sequence;
  int32_t gate_op; /* kws_unary_op, as in LSTM */
  int32_t cell_op; /* kws_unary_op */
  int32_t reset_after;
} kws_gru_params;

/* RNN: y?, h_last?, xw, weights (panels, K = units, N = U'), h0?. h = cell_op(xw + h W). */
typedef struct kws_rnn_params {
  kws_sequence sequence;
  int32_t cell_op; /* kws_unary_op */
} kws_rnn_params;

/* --------------------------------------------------------------------------------------- models */

typedef struct kws_model kws_model;
typedef struct kws_session kws_session;

/* Opens a plan. isa: NULL or "" for the environment's KWSBENCH_ISA, else the best one; a named one
 * never falls back. The file is read into memory: what happens to it afterwards does not matter to
 * the model. */
KWS_API kws_status kws_model_open_file(const char* path, const char* isa, kws_model** model);
/* The same for a plan in memory, which is copied. */
KWS_API kws_status kws_model_open_memory(const void* plan, uint64_t bytes, const char* isa,
                                         kws_model** model);
/* Gives up the caller's hold; sessions and streams keep what they need. NULL is allowed. */
KWS_API void kws_model_close(kws_model* model);
/* Instruction set that its kernels were taken from: "avx512", "avx2", "sse4", "neon", "scalar",
 * "reference". */
KWS_API const char* kws_model_isa(const kws_model* model);
KWS_API uint64_t kws_model_arena_bytes(const kws_model* model);
KWS_API uint64_t kws_model_constant_bytes(const kws_model* model);

typedef struct kws_tensor_info {
  const char* name; /* lives as long as the model or a session of it */
  int32_t feed;     /* 1: feed, 0: fetch */
  int32_t dtype;    /* kws_dtype */
  int32_t rank;
  int64_t dims[KWS_MAX_RANK];
  uint64_t bytes; /* of its buffer */
} kws_tensor_info;

KWS_API int32_t kws_model_tensor_count(const kws_model* model);
KWS_API kws_status kws_model_tensor(const kws_model* model, int32_t index, kws_tensor_info* info);

/* Its texts live as long as a tensor's name. */
typedef struct kws_step_info {
  const char* kernel; /* "conv_2d" */
  const char* name;   /* label given by the compiler */
  const char* nodes;  /* graph nodes it stands for, separated by ';' */
  double flops;       /* executed in one run, loops included (docs/reference/flops.md) */
  double bytes;       /* operand bytes touched at least once */
  int32_t loop;       /* index of the LOOP step it is in, or -1 */
} kws_step_info;

KWS_API int32_t kws_model_step_count(const kws_model* model);
KWS_API kws_status kws_model_step(const kws_model* model, int32_t index, kws_step_info* info);

/* ------------------------------------------------------------------------------------- sessions */

/* A session has its own arena (zeroed) and threads; one call at a time. num_threads 1..64, the
 * caller's included. */
KWS_API kws_status kws_session_create(kws_model* model, int32_t num_threads, kws_session** session);
/* NULL is allowed. Must not race a run of the same session. */
KWS_API void kws_session_close(kws_session* session);
/* Where a feed is written before a run and a fetch is read after it; fixed for the session's life,
 * 64-byte aligned where the plan is. NULL if the index is out of range. Feeds keep their values
 * from run to run unless the plan overlays them (it does not, unless compiled so). */
KWS_API void* kws_session_buffer(kws_session* session, int32_t tensor);
/* Sets a KWS_BYTES feed by copying; KWS_INVALID_ARGUMENT if it exceeds the capacity. */
KWS_API kws_status kws_session_set_bytes(kws_session* session, int32_t tensor, const void* data,
                                         uint64_t bytes);
/* Sets a KWS_FLOAT32 feed to samples[i] / full_scale, rounded once, with samples as they are in a
 * WAV file or come from a microphone; KWS_INVALID_ARGUMENT if the feed does not have `count`
 * elements. */
KWS_API kws_status kws_session_set_pcm16(kws_session* session, int32_t tensor,
                                         const int16_t* samples, uint64_t count, float full_scale);
/* Runs the plan. Allocates nothing, unless it meets another sample rate (kws_cepstrum) or its
 * kernels are "reference"'s. */
KWS_API kws_status kws_session_run(kws_session* session);

typedef struct kws_step_time {
  uint64_t start_ns; /* of its first execution, since the run's start */
  uint64_t total_ns; /* over all executions */
  uint64_t calls;
} kws_step_time;

/* As kws_session_run, with one clock read per step. times has an entry for every step of the model;
 * count is kws_model_step_count. A LOOP step's entry covers its control only. */
KWS_API kws_status kws_session_run_profiled(kws_session* session, kws_step_time* times,
                                            int32_t count);

/* -------------------------------------------------------------------------- overlapping windows */

/* A session for windows of sound, each a hop after the one before: it keeps what they share, and
 * computes only what is new (docs/design/incremental.md). Its answers are those of a session that
 * runs every whole window, bit for bit. It has an arena, maps and threads of its own; one call at a
 * time. */
typedef struct kws_incremental kws_incremental;

/* sound: the index of the KWS_FLOAT32 feed that takes a window's samples. hop: samples from window
 * to window, fewer than that feed's elements. Any model is allowed: what cannot be kept is computed
 * anew. num_threads as for a session; a step that computes some of its rows takes one. */
KWS_API kws_status kws_incremental_create(kws_model* model, int32_t num_threads, int32_t sound,
                                          int64_t hop, kws_incremental** incremental);
/* NULL is allowed. */
KWS_API void kws_incremental_close(kws_incremental* incremental);
/* As kws_session_buffer, of a fetch or of another feed than the sound; NULL for the sound. Feeds
 * are written before a whole window, and hold for the hops after it if the plan overlays none. */
KWS_API void* kws_incremental_buffer(kws_incremental* incremental, int32_t tensor);
/* Runs the next window; allocates nothing. If `count` is the feed's elements, the samples are a
 * whole window, which starts a new sequence. If it is the hop, they are those that follow the last
 * window. KWS_INVALID_ARGUMENT for another count, and for a hop when no window came before or the
 * last one failed. */
KWS_API kws_status kws_incremental_run(kws_incremental* incremental, const float* samples,
                                       int64_t count);
/* Bytes of maps that it keeps beside its arena. */
KWS_API uint64_t kws_incremental_map_bytes(const kws_incremental* incremental);

typedef struct kws_incremental_step_info {
  int64_t rows;       /* of its output along time; 0: the step is run whole */
  int64_t fresh_rows; /* of them, those that a hop computes */
  int64_t stride;     /* samples from row to row */
  int64_t phases;     /* copies of its rows, which windows use in turn */
  double flops;       /* executed in a hop, loops included */
} kws_incremental_step_info;

/* index: of the model's steps. */
KWS_API kws_status kws_incremental_step(const kws_incremental* incremental, int32_t index,
                                        kws_incremental_step_info* info);

/* ------------------------------------------------------------------------------------- features */

/* Features of many clips outside a graph, by the code that the steps above run. */
typedef struct kws_features kws_features;

typedef enum kws_feature_kind {
  KWS_POWER = 0,
  KWS_MAGNITUDE = 1,
  KWS_CEPSTRUM = 2
} kws_feature_kind;

typedef struct kws_features_settings {
  int32_t kind;    /* kws_feature_kind */
  int32_t samples; /* of a clip */
  int32_t window;
  int32_t stride;
  kws_cepstrum cepstrum; /* only its style unless kind is KWS_CEPSTRUM */
} kws_features_settings;

/* isa as in kws_model_open_file. One call at a time on the same handle. */
KWS_API kws_status kws_features_create(const kws_features_settings* settings, const char* isa,
                                       kws_features** features);
/* NULL is allowed. */
KWS_API void kws_features_close(kws_features* features);
/* A clip's result is [frames][columns]: bins or coefficients. */
KWS_API int32_t kws_features_frames(const kws_features* features);
KWS_API int32_t kws_features_columns(const kws_features* features);
/* out [clips][frames][columns] from in [clips][samples]; allocates nothing. */
KWS_API kws_status kws_features_run(kws_features* features, const float* in, int32_t clips,
                                    float* out);
/* The constants of a KWS_CEPSTRUM, for a graph that computes it with its own nodes: mel
 * [bins][bands], bins being those of the same window's KWS_MAGNITUDE, and dct
 * [bands][coefficients]. KWS_UNSUPPORTED for the other kinds. */
KWS_API kws_status kws_features_matrices(const kws_features* features, float* mel, float* dct);

/* -------------------------------------------------------------------------------------- streams */

/* A model that listens: sound in pieces of any length in, detections out. Every hop it scores the
 * window that ends there, and a rule turns the scores into detections
 * (docs/reference/listen.md). The detections are those of io.kwsbench.spotter.SpotterStream.
 *
 * Streams of one model share its weights and run concurrently. A stream takes one call at a time.
 * It calls the caller's functions within accept and finish, on the same thread. Of the stream's own
 * functions they may call kws_stream_describe, _label and _window. Accept, finish and reset
 * allocate nothing. Samples count from the stream's start, at the model's rate. */
typedef struct kws_stream kws_stream;

typedef struct kws_detection {
  int32_t label; /* its index among the scores */
  int32_t reserved;
  double score;         /* what the rule compared with the threshold */
  int64_t first_sample; /* of the window that decided */
  int64_t last_sample;
} kws_detection;

typedef void (*kws_on_detection)(void* context, const kws_detection* detection);
/* Of every window, before its detection; scores are valid during the call. */
typedef void (*kws_on_scores)(void* context, int64_t last_sample, const float* scores,
                              int32_t count);

/* Zeros and NULLs mean: as the model's metadata says, or else the usual. */
typedef struct kws_stream_options {
  int32_t sample_rate;       /* of the sound, in hertz; 0: the model's. Other rates are resampled */
  int32_t channels;          /* of the sound, interleaved; the first is heard; 0: 1 */
  int32_t hop_ms;            /* from window to window; 0: the model's, or 80 */
  int32_t num_threads;       /* that inference may use, the caller's included; 0: 1 */
  const char* rule;          /* as kwsbench listen --rule: "streak,results=5"; NULL: the model's */
  const char* threshold;     /* as --threshold: "0.7" or "yes=0.6,no=0.8"; NULL: the rule's */
  const char* const* labels; /* names of the classes; a model that has some accepts no others */
  int32_t label_count;
  int32_t vad; /* 1: windows of background are silence, without running the model */
  void* context;
  kws_on_detection on_detection; /* NULL: nobody */
  kws_on_scores on_scores;       /* NULL: nobody */
} kws_stream_options;

typedef struct kws_stream_info {
  int32_t sample_rate; /* the model's, in hertz */
  int32_t window;      /* samples that are scored at once */
  int32_t hop;         /* samples from window to window */
  int32_t label_count;
  uint64_t bytes; /* of the stream's own arena, maps, samples, resampler and results */
} kws_stream_info;

/* Opens a stream that has heard nothing. options: NULL for all as the model has it; not kept.
 * KWS_UNSUPPORTED if the model does not map one clip's samples to scores (it takes features, or its
 * front end is outside it), KWS_BAD_PLAN if its metadata is at fault, KWS_INVALID_ARGUMENT if an
 * option is. */
KWS_API kws_status kws_stream_open(kws_model* model, const kws_stream_options* options,
                                   kws_stream** stream);
/* NULL is allowed. */
KWS_API void kws_stream_close(kws_stream* stream);
KWS_API kws_status kws_stream_describe(const kws_stream* stream, kws_stream_info* info);
/* Lives as long as the stream. NULL if there is no label of that index. */
KWS_API const char* kws_stream_label(const kws_stream* stream, int32_t label);
/* Inside on_detection and on_scores: the window's samples. NULL outside. */
KWS_API const float* kws_stream_window(const kws_stream* stream);
/* Processes samples of all channels, interleaved; any number. Full scale is 32768 or 1.
 * KWS_BAD_INPUT if the model's answer is NaN or negative. After a failure the stream must be reset.
 */
KWS_API kws_status kws_stream_accept_pcm16(kws_stream* stream, const int16_t* samples,
                                           uint64_t count);
KWS_API kws_status kws_stream_accept_float(kws_stream* stream, const float* samples,
                                           uint64_t count);
/* Processes what the resampler still holds, then resets the stream. */
KWS_API kws_status kws_stream_finish(kws_stream* stream);
/* Makes the stream as it was at the start. */
KWS_API kws_status kws_stream_reset(kws_stream* stream);

/* -------------------------------------------------------------------------------------- machine */

/* Instruction sets usable here, best first, separated by ','; "reference" is always last. */
KWS_API const char* kws_available_isas(void);
/* The name of the instruction set that kws_model_open_file would use; it lives forever.
 * KWS_UNSUPPORTED if it is not available here. */
KWS_API kws_status kws_resolve_isa(const char* isa, const char** resolved);
/* The arithmetic of a peak. Its operations are multiplications and additions: a multiply-add is
 * two. */
typedef enum kws_arithmetic {
  KWS_FMA = 0,      /* fused multiply-adds of floats */
  KWS_BF16_DOT = 1, /* products of bfloat16, added to floats */
  KWS_INT8_DOT = 2  /* products of bytes, added to int32 */
} kws_arithmetic;
/* 10^9 operations a second of independent instructions of an arithmetic in registers on one core,
 * over about `milliseconds`, 1..60000: the best of runs of some 100 us, and the median of those of
 * a millisecond, which the core can sustain. isa as in kws_model_open_file. KWS_UNSUPPORTED where
 * there is no such instruction. */
KWS_API kws_status kws_measure_peak(const char* isa, int32_t arithmetic, int32_t milliseconds,
                                    double* best, double* sustained);
/* Mean cost of the profiler's clock read, in nanoseconds. */
KWS_API double kws_measure_clock_ns(void);

#ifdef __cplusplus
}
#endif

#endif /* KWSBENCH_H_ */
