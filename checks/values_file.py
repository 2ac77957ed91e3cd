"""A file of values beside a model, as the tests read them: the shape in the first line, then one value per line."""


def write(file, values):
    with open(file, 'w') as out:
        out.write('shape ' + ' '.join(map(str, values.shape)) + '\n')
        out.writelines('%.9g\n' % v for v in values.reshape(-1))
