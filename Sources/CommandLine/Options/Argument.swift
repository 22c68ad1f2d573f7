import ArgumentParser

/// In this target `Argument` is the parser's; the values of phrases are `Texts.Argument`.
typealias Argument<Value> = ArgumentParser.Argument<Value>
