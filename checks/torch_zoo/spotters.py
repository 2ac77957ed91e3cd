"""Small keyword spotters in PyTorch, one per idiom: name to (builder, input shape, first opset)."""
import torch
from torch import nn
from torch.nn import functional as F


def settled(model):
    """For inference, with statistics that normalizations could have learned."""
    generator = torch.Generator().manual_seed(2)
    for module in model.modules():
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            module.running_mean.copy_(torch.randn(module.running_mean.shape, generator=generator) * 0.1)
            module.running_var.copy_(torch.rand(module.running_var.shape, generator=generator) + 0.5)
    return model.eval()


def conv_norm(a, b, size, **more):
    return nn.Sequential(nn.Conv2d(a, b, size, bias=False, **more), nn.BatchNorm2d(b), nn.ReLU())


def ds_cnn():
    layers = [conv_norm(1, 16, (10, 4), stride=2, padding=(5, 1))]
    for _ in range(2):
        layers += [conv_norm(16, 16, 3, padding=1, groups=16), conv_norm(16, 16, 1)]
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.2), nn.Linear(16, 12))


class SubSpectral(nn.Module):
    """A normalization for each of a few bands of frequencies."""

    def __init__(self, channels, bands):
        super().__init__()
        self.bands, self.norm = bands, nn.BatchNorm2d(channels * bands)

    def forward(self, x):
        n, c, f, t = x.shape
        x = self.norm(x.view(n, c * self.bands, f // self.bands, t))
        return x.view(n, c, f, t)


class BroadcastBlock(nn.Module):
    def __init__(self, channels, dilation):
        super().__init__()
        self.frequency = nn.Conv2d(channels, channels, (3, 1), padding=(1, 0), groups=channels)
        self.norm = SubSpectral(channels, 5)
        self.time = nn.Conv2d(channels, channels, (1, 3), padding=(0, dilation), dilation=(1, dilation), groups=channels)
        self.batch, self.point = nn.BatchNorm2d(channels), nn.Conv2d(channels, channels, 1)

    def forward(self, x):
        y = self.norm(self.frequency(x))
        z = F.silu(self.batch(self.time(y.mean(2, keepdim=True))))
        return F.relu(x + y + self.point(z))


def bc_resnet():
    return nn.Sequential(conv_norm(1, 8, 5, stride=(2, 1), padding=2), BroadcastBlock(8, 1), BroadcastBlock(8, 2),
                         nn.Conv2d(8, 8, (5, 5), padding=(0, 2), groups=8), nn.AdaptiveAvgPool2d(1), nn.Conv2d(8, 12, 1),
                         nn.Flatten(), nn.LogSoftmax(-1))


class MatchboxBlock(nn.Module):
    def __init__(self, a, b, size):
        super().__init__()
        self.body = nn.Sequential(nn.Conv1d(a, a, size, padding=size // 2, groups=a), nn.Conv1d(a, b, 1),
                                  nn.BatchNorm1d(b), nn.ReLU(), nn.Conv1d(b, b, size, padding=size // 2, groups=b),
                                  nn.Conv1d(b, b, 1), nn.BatchNorm1d(b))
        self.side = nn.Sequential(nn.Conv1d(a, b, 1), nn.BatchNorm1d(b))

    def forward(self, x):
        return F.relu(self.body(x) + self.side(x))


def matchbox():
    return nn.Sequential(nn.Conv1d(20, 16, 11, stride=2, padding=5), nn.BatchNorm1d(16), nn.ReLU(),
                         MatchboxBlock(16, 12, 13), MatchboxBlock(12, 12, 15),
                         nn.Conv1d(12, 16, 29, dilation=2, padding=28), nn.ReLU(), nn.AdaptiveAvgPool1d(1), nn.Flatten(),
                         nn.Linear(16, 12))


class Transformer(nn.Module):
    """Frames as tokens, with one more for the class."""

    def __init__(self, before):
        super().__init__()
        self.embed, self.token = nn.Linear(20, 16), nn.Parameter(torch.randn(1, 1, 16))
        self.place = nn.Parameter(torch.randn(1, 26, 16))
        layer = nn.TransformerEncoderLayer(16, 2, 32, batch_first=True, norm_first=before, activation='gelu')
        self.encoder = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.norm, self.head = nn.LayerNorm(16), nn.Linear(16, 12)

    def forward(self, x):
        tokens = torch.cat([self.token.expand(x.shape[0], -1, -1), self.embed(x)], 1) + self.place
        return self.head(self.norm(self.encoder(tokens)[:, 0]))


class Recurrent(nn.Module):
    def __init__(self, kind, ways, layers=1):
        super().__init__()
        self.conv = conv_norm(1, 4, (5, 5), stride=2)
        self.cells = kind(4 * 8, 10, layers, batch_first=True, bidirectional=ways == 2)
        self.head = nn.Linear(10 * ways, 12)

    def forward(self, x):
        y = self.conv(x).permute(0, 3, 1, 2).flatten(2)
        return self.head(self.cells(y)[0][:, -1])


class Attention(nn.Module):
    """Recurrent features, weighted by what the middle one asks for."""

    def __init__(self):
        super().__init__()
        self.cells, self.ask, self.head = nn.GRU(20, 8, batch_first=True, bidirectional=True), nn.Linear(16, 16), nn.Linear(16, 12)

    def forward(self, x):
        y = self.cells(x)[0]
        asked = self.ask(y[:, y.shape[1] // 2])
        weights = torch.softmax(torch.einsum('bd,btd->bt', asked, y), -1)
        return self.head(torch.einsum('bt,btd->bd', weights, y))


def m5():
    layers, a = [nn.Conv1d(1, 8, 80, stride=16), nn.BatchNorm1d(8), nn.ReLU(), nn.MaxPool1d(4)], 8
    for b in (8, 16):
        layers += [nn.Conv1d(a, b, 3), nn.BatchNorm1d(b), nn.ReLU(), nn.MaxPool1d(2)]
        a = b
    return nn.Sequential(*layers, nn.AdaptiveAvgPool1d(1), nn.Flatten(), nn.Linear(16, 12), nn.LogSoftmax(1))


class Res15(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(1, 8, 3, padding=1, bias=False)
        self.convs = nn.ModuleList(nn.Conv2d(8, 8, 3, padding=2 ** (i // 2), dilation=2 ** (i // 2), bias=False)
                                   for i in range(5))
        self.norms = nn.ModuleList(nn.BatchNorm2d(8, affine=False) for _ in range(5))
        self.head = nn.Linear(8, 12)

    def forward(self, x):
        x = old = F.relu(self.first(x))
        for i, (conv, norm) in enumerate(zip(self.convs, self.norms)):
            y = F.relu(conv(x))
            if i % 2:
                y = old = y + old
            x = norm(y)
        return self.head(x.view(x.size(0), x.size(1), -1).mean(2))


def tc_resnet():
    return nn.Sequential(nn.Conv1d(20, 16, 3, padding=1, bias=False), MatchboxBlock(16, 24, 9), MatchboxBlock(24, 32, 9),
                         nn.AdaptiveAvgPool1d(1), nn.Flatten(), nn.Linear(32, 12), nn.Softmax(-1))


class LogMel(nn.Module):
    """Spectra by a convolution with waves, since torch.stft is not exported at every opset."""

    def __init__(self, complex_):
        super().__init__()
        self.complex_ = complex_
        self.register_buffer('window', torch.hann_window(256))
        self.register_buffer('mel', torch.rand(129, 20))
        self.head = nn.Conv1d(20, 12, 3)

    def forward(self, x):
        if self.complex_:
            spectrum = torch.view_as_real(torch.stft(x, 256, 128, window=self.window, center=False, return_complex=True))
            power = spectrum.pow(2).sum(-1).transpose(1, 2)
        else:
            frames = x.unfold(1, 256, 128) * self.window
            turn = 6.283185307179586 / 256 * torch.outer(torch.arange(256.), torch.arange(129.))
            power = (frames @ turn.cos()).square() + (frames @ turn.sin()).square()
        return self.head(torch.log(power @ self.mel + 0.1).transpose(1, 2)).mean(2)


class Decoder(nn.Module):
    """A small encoder and decoder whose skip joins."""

    def __init__(self, up):
        super().__init__()
        self.down, self.up, self.head = conv_norm(1, 4, 4, stride=2, padding=1), up, nn.Conv2d(5, 3, 1)

    def forward(self, x):
        return self.head(torch.cat([self.up(self.down(x)), x], 1))


class Function(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


def pooled(x):
    top = torch.topk(x, 3, dim=2)[0].mean(2)
    return top - F.softmax(x, 2).cumsum(2)[:, :, -1]


IMAGE, ROWS, LINE = (1, 1, 20, 40), (1, 25, 20), (1, 20, 49)
ALL = {
    'ds_cnn': (ds_cnn, (1, 1, 49, 10), 9),
    'bc_resnet': (bc_resnet, (1, 1, 40, 30), 11),
    'matchbox': (matchbox, LINE, 9),
    'transformer': (lambda: Transformer(True), ROWS, 13),
    'transformer_after': (lambda: Transformer(False), ROWS, 16),
    'crnn_gru': (lambda: Recurrent(nn.GRU, 1), IMAGE, 9),
    'crnn_lstm_both': (lambda: Recurrent(nn.LSTM, 2), IMAGE, 11),
    'crnn_lstm_deep': (lambda: Recurrent(nn.LSTM, 1, 2), IMAGE, 13),
    'crnn_rnn': (lambda: Recurrent(nn.RNN, 1), IMAGE, 9),
    'attention': (Attention, ROWS, 13),
    'm5': (m5, (1, 1, 4000), 9),
    'res15': (Res15, IMAGE, 9),
    'tc_resnet': (tc_resnet, LINE, 9),
    'log_mel': (lambda: LogMel(False), (1, 2000), 11),
    'log_mel_stft': (lambda: LogMel(True), (1, 2000), 17),
    'decoder_transposed': (lambda: Decoder(nn.ConvTranspose2d(4, 4, 4, stride=2, padding=1)), IMAGE, 9),
    'decoder_nearest': (lambda: Decoder(nn.Upsample(scale_factor=2)), IMAGE, 11),
    'decoder_bilinear': (lambda: Decoder(nn.Upsample(scale_factor=2, mode='bilinear')), IMAGE, 11),
    'padding': (lambda: nn.Sequential(nn.ReplicationPad1d(2), nn.Conv1d(20, 4, 5), nn.ReflectionPad1d(1)), LINE, 11),
    'norms': (lambda: nn.Sequential(nn.GroupNorm(4, 20), nn.InstanceNorm1d(20, affine=True), nn.Mish(), nn.PReLU(20)),
              LINE, 13),
    'activations': (lambda: nn.Sequential(nn.Hardswish(), nn.GELU(), nn.ELU(), nn.Softplus(), nn.GLU(1)), LINE, 13),
    'pooled': (lambda: Function(pooled), LINE, 13),
    'argmax': (lambda: Function(lambda x: F.one_hot(x.argmax(2), 49).float().sum(1)), LINE, 11),
    'causal': (lambda: Function(lambda x: torch.tril(x @ x.transpose(1, 2)) + F.normalize(x, dim=2).sum()), ROWS, 16),
    'shuffle': (lambda: nn.Sequential(nn.PixelShuffle(2), nn.Conv2d(1, 2, 3)), (1, 4, 10, 10), 11),
}
