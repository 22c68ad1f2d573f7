/// The one colour of a company's messages, made readable on paper white and in the dark (contrast 4.5:1, WCAG 1.4.3).
package struct Accent: Sendable, Hashable {
    /// Links and the button in light, `#rrggbb`.
    package let light: String
    /// The same in dark.
    package let dark: String

    /// The green of Relance.
    package static let standard = Accent(Pigment(red: 0x1D, green: 0x5C, blue: 0x4A))

    /// Reads `#rrggbb`; nil for anything else. A colour too pale for white paper is darkened just enough.
    package init?(hex: some StringProtocol) {
        let digits = hex.utf8.dropFirst().compactMap(Self.digit)
        guard hex.utf8.first == 0x23, hex.utf8.count == 7, digits.count == 6 else { return nil }
        self.init(Pigment(
            red: digits[0] * 16 + digits[1], green: digits[2] * 16 + digits[3], blue: digits[4] * 16 + digits[5]))
    }

    private init(_ colour: Pigment) {
        light = colour.darkened(untilReadableOn: .paper).hex
        dark = colour.lightened(untilReadableOn: .night).hex
    }

    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x30...0x39: Int(byte) - 0x30
        case 0x41...0x46: Int(byte) - 0x37
        case 0x61...0x66: Int(byte) - 0x57
        default: nil
        }
    }
}

/// A colour whose luminance is reckoned in whole numbers.
private struct Pigment {
    let red: Int
    let green: Int
    let blue: Int

    static let paper = Pigment(red: 255, green: 255, blue: 255)
    static let night = Pigment(red: 0x27, green: 0x2B, blue: 0x30)

    /// Relative luminance in ten-thousandths; x^2.2 is taken as 0.8 x² + 0.2 x³, never under by more than 0.005.
    private var luminance: Int {
        func linear(_ channel: Int) -> Int { channel * channel * (4 * 255 + channel) / (5 * 255) }
        return (2126 * linear(red) + 7152 * linear(green) + 722 * linear(blue)) / (255 * 255)
    }

    func darkened(untilReadableOn ground: Pigment) -> Pigment {
        moved(untilReadableOn: ground) { channel, step in channel * (30 - step) / 30 }
    }

    /// Brightens each channel in proportion, so that a colour keeps its hue.
    func lightened(untilReadableOn ground: Pigment) -> Pigment {
        moved(untilReadableOn: ground) { channel, step in min(255, channel + channel * step / 6 + step * 7) }
    }

    private func moved(untilReadableOn ground: Pigment, _ change: (Int, Int) -> Int) -> Pigment {
        var colour = self
        for step in 1...30 where !colour.isReadable(on: ground) {
            colour = Pigment(red: change(red, step), green: change(green, step), blue: change(blue, step))
        }
        return colour
    }

    private func isReadable(on ground: Pigment) -> Bool {
        let (low, high) = (min(luminance, ground.luminance), max(luminance, ground.luminance))
        return (high + 500) * 10 >= (low + 500) * 46
    }

    var hex: String {
        let digits = Array("0123456789abcdef")
        return "#" + String([red, green, blue].flatMap { [digits[$0 / 16], digits[$0 % 16]] })
    }
}
