// Matrices of the DCT-II with HTK's scaling, sqrt(2 / bands) for every row.
#ifndef KWS_AUDIO_DCT_TABLE_H_
#define KWS_AUDIO_DCT_TABLE_H_

#include <cstdint>
#include <vector>

namespace kws {

// [coefficients][bands], as TensorFlow's Mfcc (core/kernels/mfcc_dct.cc).
std::vector<double> AudioOpsDct(int32_t bands, int32_t coefficients);

// The same as tf.contrib.signal.mfccs_from_log_mel_spectrograms computes it in TensorFlow 1.4: by a
// real FFT of 2 * bands points, which Eigen does with Bluestein's algorithm unless that is a power
// of two. Its chirp comes from a recurrence in float that drifts, so that features differ from an
// exact DCT's by up to 1e-2: a model trained on them is given what it was trained on.
std::vector<double> ContribSignalDct(int32_t bands, int32_t coefficients);

}  // namespace kws

#endif  // KWS_AUDIO_DCT_TABLE_H_
