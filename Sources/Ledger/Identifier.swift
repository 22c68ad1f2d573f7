/// A name that belongs to one kind of thing, so that a customer number is never taken for an invoice number.
///
/// Equal and ordered byte by byte, as both databases do: two spellings of one accent are two names.
package struct Identifier<Kind>: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) { self.text = text }

    package var description: String { text }

    package static func == (left: Self, right: Self) -> Bool {
        left.text.withBytes { left in right.text.withBytes { left.elementsEqual($0) } }
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.text.withBytes { left in right.text.withBytes { left.lexicographicallyPrecedes($0) } }
    }
}

extension String {
    /// The bytes of a text in one piece: books are sorted and searched by names a million times over.
    @inline(__always)
    fileprivate func withBytes<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        if let value = utf8.withContiguousStorageIfAvailable(body) { return value }
        return Array(utf8).withUnsafeBufferPointer(body)
    }
}

/// The creditor, unique in the installation.
package typealias CompanyID = Identifier<CompanyProfile>
/// The customer's number at the company.
package typealias CustomerID = Identifier<Customer>
/// The invoice's number, unique within the company.
package typealias InvoiceID = Identifier<Invoice>
/// The payment's reference or the credit note's number, unique within the company and kind.
package typealias CreditID = Identifier<Credit>
package typealias HoldID = Identifier<Hold>
package typealias MessageID = Identifier<Correspondence>
package typealias ScenarioID = Identifier<ScenarioText>
package typealias TaskID = Identifier<FollowUp>
package typealias StatementID = Identifier<BankStatement>
package typealias EntryID = Identifier<BankEntry>
package typealias PayerRuleID = Identifier<PayerRule>
/// The SHA-256 of an imported file and its kind, in hexadecimal: the same bytes twice are the same import.
package typealias ImportID = Identifier<ImportReceipt>
