/// What a mail must look like for its stored bytes to be its bytes on the wire: 7-bit lines ended by CRLF.
enum WireForm {
    enum Problem: String {
        case empty = "the message is empty"
        case bareLineBreak = "a line does not end with CRLF"
        case noFinalLineBreak = "the last line does not end"
        case forbiddenByte = "a byte is not 7-bit text"
        case lineTooLong = "a line is longer than 998 bytes"
    }

    static func problem(in bytes: [UInt8]) -> Problem? {
        guard !bytes.isEmpty else { return .empty }
        return bytes.withUnsafeBufferPointer { buffer in
            var lineLength = 0
            var previous: UInt8 = 0
            for byte in buffer {
                if byte == 0x0A {
                    guard previous == 0x0D else { return .bareLineBreak }
                    lineLength = 0
                } else {
                    guard previous != 0x0D else { return .bareLineBreak }
                    guard byte != 0, byte < 0x80 else { return .forbiddenByte }
                    if byte != 0x0D { lineLength += 1 }
                    guard lineLength <= 998 else { return .lineTooLong }
                }
                previous = byte
            }
            return previous == 0x0A ? nil : .noFinalLineBreak
        }
    }
}
