package io.kwsbench.nativelib;

import org.bytedeco.javacpp.annotation.Platform;
import org.bytedeco.javacpp.annotation.Properties;
import org.bytedeco.javacpp.tools.Info;
import org.bytedeco.javacpp.tools.InfoMap;
import org.bytedeco.javacpp.tools.InfoMapper;

/**
 * The mapping of {@code kwsbench.h} to {@link KwsNative}: constants, handles and functions of the C
 * ABI, nothing added.
 */
@Properties(
    value = @Platform(include = "kwsbench.h", link = "kwsbench"),
    target = "io.kwsbench.nativelib",
    global = "io.kwsbench.nativelib.KwsNative")
public class KwsNativeConfig implements InfoMapper {
  /**
   * Structs that lie in plans: the compiler writes their members as bytes and needs no class of
   * them.
   */
  private static final String[] PLAN_STRUCTS = {
    "kws_epilogue",
    "kws_loop_params",
    "kws_window",
    "kws_conv_2d_params",
    "kws_fully_connected_params",
    "kws_matmul_params",
    "kws_depthwise_2d_params",
    "kws_depthwise_pointwise_params",
    "kws_softmax_params",
    "kws_pool_2d_params",
    "kws_reduce_params",
    "kws_arg_reduce_params",
    "kws_unary_params",
    "kws_binary_params",
    "kws_chain_op",
    "kws_chain_params",
    "kws_copy_params",
    "kws_fill_params",
    "kws_gather_params",
    "kws_select_params",
    "kws_cast_params",
    "kws_requantize_params",
    "kws_levels",
    "kws_integer_conv_2d_params",
    "kws_integer_depthwise_2d_params",
    "kws_extract_patches_params",
    "kws_decode_wav_params",
    "kws_audio_spectrogram_params",
    "kws_mfcc_params",
    "kws_audio_mfcc_params",
    "kws_sequence",
    "kws_lstm_params",
    "kws_gru_params",
    "kws_rnn_params",
  };

  /** Streams, which Java has of its own: {@code io.kwsbench.spotter.SpotterStream}. */
  private static final String[] STREAMS = {
    "kws_stream",
    "kws_detection",
    "kws_on_detection",
    "kws_on_scores",
    "kws_stream_options",
    "kws_stream_info",
    "kws_stream_open",
    "kws_stream_close",
    "kws_stream_describe",
    "kws_stream_label",
    "kws_stream_window",
    "kws_stream_accept_pcm16",
    "kws_stream_accept_float",
    "kws_stream_finish",
    "kws_stream_reset",
  };

  @Override
  public void map(InfoMap infos) {
    infos.put(new Info("KWS_API").cppTypes().annotations());
    infos.put(new Info("KWSBENCH_H_").skip());
    infos.put(new Info("kws_model").pointerTypes("KwsModel"));
    infos.put(new Info("kws_session").pointerTypes("KwsSession"));
    infos.put(new Info("kws_tensor_info").pointerTypes("KwsTensorInfo"));
    infos.put(new Info("kws_step_info").pointerTypes("KwsStepInfo"));
    infos.put(new Info("kws_step_time").pointerTypes("KwsStepTime"));
    infos.put(new Info("kws_incremental").pointerTypes("KwsIncremental"));
    infos.put(new Info("kws_incremental_step_info").pointerTypes("KwsIncrementalStepInfo"));
    infos.put(new Info("kws_features").pointerTypes("KwsFeatures"));
    infos.put(new Info("kws_cepstrum").pointerTypes("KwsCepstrum"));
    infos.put(new Info("kws_features_settings").pointerTypes("KwsFeaturesSettings"));
    for (String struct : PLAN_STRUCTS) {
      infos.put(new Info(struct).skip());
    }
    for (String name : STREAMS) {
      infos.put(new Info(name).skip());
    }
  }
}
