/// Every reason for which a file or a row is refused. Raw values are stable: scripts rely on them.
///
/// Parameters are named in brackets; the faces' catalogues hold one sentence for each code.
package enum DiagnosticCode: String, Hashable, Sendable, CaseIterable {
    // The file as a whole.

    /// The system could not read further [reason].
    case unreadable
    case emptyFile = "empty_file"
    /// Not text and not a workbook [format: what it looks like, such as `pdf`, `image`, `executable`, `unknown`].
    case binaryFile = "binary_file"
    /// A byte that the encoding does not allow [encoding].
    case encodingInvalid = "encoding_invalid"
    /// A line or a quoted field longer than [limit] bytes: usually a quote that is never closed.
    case lineTooLong = "line_too_long"
    /// The file ends in the middle of something.
    case truncated
    /// Fewer than two columns, or no header that names any.
    case notATable = "not_a_table"
    /// The headers fit no kind of file [headers].
    case kindUnknown = "kind_unknown"
    /// The headers fit several kinds equally [kinds].
    case kindUndecidable = "kind_undecidable"
    /// A required column is absent [field, fields: all that are absent, kind, headers, suggestion: lines of a mapping
    /// that the values suggest, or nothing].
    case missingColumn = "missing_column"
    /// The mapping names a header that the file does not have [field, headers].
    case unknownColumn = "unknown_column"
    /// Two columns carry the same header or were given to the same field [field].
    case duplicateColumn = "duplicate_column"
    /// No value of the file proves what the decimal mark is [field].
    case decimalMarkUndecidable = "decimal_mark_undecidable"
    /// No value of the file proves the order of day and month [field].
    case dateOrderUndecidable = "date_order_undecidable"
    /// Values prove both decimal marks, or both orders of day and month [field, other: a value, otherLine].
    case profileContradictory = "profile_contradictory"
    /// A quote opened on [openedOn] is never closed.
    case quoteUnclosed = "quote_unclosed"
    /// A line of a mapping file that cannot be read.
    case mappingMalformed = "mapping_malformed"
    /// A mapping names a field or a setting that does not exist [known].
    case mappingUnknownField = "mapping_unknown_field"

    // Workbooks.

    case archiveDamaged = "archive_damaged"
    /// More than [limit] bytes once inflated.
    case archiveTooLarge = "archive_too_large"
    /// Inflates more than [limit] times: built to exhaust memory.
    case archiveRatio = "archive_ratio"
    /// More than [limit] entries.
    case archiveTooManyEntries = "archive_too_many_entries"
    /// Protected by a password.
    case encrypted
    /// An old binary workbook (.xls) or a password-protected one.
    case legacyWorkbook = "legacy_workbook"
    /// Carries macros (XLSM): refused whatever they do.
    case macrosForbidden = "macros_forbidden"
    case doctypeForbidden = "doctype_forbidden"
    /// A part of the workbook is not well-formed XML [part].
    case xmlMalformed = "xml_malformed"
    /// Not a workbook, or without a sheet that holds anything.
    case workbookEmpty = "workbook_empty"
    /// The texts of the workbook take more than [limit] bytes.
    case textsTooLarge = "texts_too_large"

    // Bank statements.

    /// Nothing in it is a statement.
    case notAStatement = "not_a_statement"
    /// A record or a tag that no statement has.
    case statementRecordUnknown = "statement_record_unknown"
    /// Nothing says which account it is about.
    case statementWithoutAccount = "statement_without_account"
    /// Not well-formed XML.
    case statementDamaged = "statement_damaged"
    /// A DOCTYPE, which no bank writes.
    case statementDoctype = "statement_doctype"
    /// More than [limit] elements make one movement.
    case batchTooLarge = "batch_too_large"
    /// Its last balance is missing: lines may be missing too.
    case statementWithoutEnd = "statement_without_end"
    /// No first balance: neither its currency nor what is missing can be told.
    case statementWithoutBeginning = "statement_without_beginning"
    /// Another account in the middle of a statement [account].
    case statementOfOtherAccount = "statement_of_other_account"
    /// Its last day lies before its first [from].
    case statementEndsBefore = "statement_ends_before"
    /// The first balance and the movements do not make the last one [expected].
    case statementBalance = "statement_balance"
    /// The bank wrote an error in its place.
    case statementRefusedByBank = "statement_refused_by_bank"
    case entryOutsideStatement = "entry_outside_statement"
    case detailWithoutEntry = "detail_without_entry"
    /// Announced by the bank and not booked yet: not counted [status].
    case entryNotBooked = "entry_not_booked"
    /// The parts of a sum do not make the sum [expected].
    case batchSum = "batch_sum"
    /// Not an amount of the account's currency [currency].
    case statementAmount = "statement_amount"
    /// Not a day as the format writes it [format].
    case statementDate = "statement_date"
    /// A day that its month does not have, as banks write that count thirty days a month [read].
    case dateBeyondMonth = "date_beyond_month"
    /// In another currency than its account [currency].
    case entryCurrency = "entry_currency"
    /// The bank announces another number or sum of movements than the file has [count, sum].
    case statementTotal = "statement_total"
    /// Neither debit nor credit.
    case sideUnknown = "side_unknown"
    /// A debit and a credit on one row.
    case entryBothSides = "entry_both_sides"
    /// The balance of a row is not the one before with its amount [expected].
    case runningBalance = "running_balance"

    // One row.

    /// Fewer cells than headers, and a required one among the missing [expected, found].
    case rowTooShort = "row_too_short"
    /// More cells than headers: usually an unquoted separator [expected, found].
    case rowTooLong = "row_too_long"
    /// A required value is empty [field].
    case missingValue = "missing_value"
    /// Several required values are empty, and a cell says that the row is a sum of the others.
    case totalRow = "total_row"
    /// More than [limit] characters.
    case valueTooLong = "value_too_long"
    /// A control character or a line break inside a value.
    case controlCharacter = "control_character"
    /// A quote in the middle of an unquoted field, or text after a closing quote.
    case quoteMisplaced = "quote_misplaced"
    /// Not an amount [decimalMark: comma or point].
    case amountMalformed = "amount_malformed"
    /// Written with the other decimal mark than the rest of the file [decimalMark].
    case amountContradictsProfile = "amount_contradicts_profile"
    /// Negative where only a positive amount makes sense [kind].
    case amountNegative = "amount_negative"
    case amountZero = "amount_zero"
    /// Beyond what can be counted in 64 bits of minor units.
    case amountOverflow = "amount_overflow"
    /// More decimals than the currency has [allowed, currency].
    case tooManyDecimals = "too_many_decimals"
    /// Not a date [format: the form expected].
    case dateMalformed = "date_malformed"
    /// No such day in the calendar.
    case dateImpossible = "date_impossible"
    /// Outside [from]...[to].
    case dateOutOfRange = "date_out_of_range"
    /// Day and month in the other order than the rest of the file [format].
    case dateContradictsProfile = "date_contradicts_profile"
    /// Due before the day of issue [issuedOn].
    case dueBeforeIssue = "due_before_issue"
    /// Neither a due date nor payment terms, of the row or of its customer: found where those are known.
    case dueMissing = "due_missing"
    /// Not three letters of ISO 4217.
    case currencyUnknown = "currency_unknown"
    /// Not nine digits that pass their check.
    case sirenInvalid = "siren_invalid"
    case emailInvalid = "email_invalid"
    /// Not two letters of ISO 3166 and not a name known here.
    case countryUnknown = "country_unknown"
    /// Neither French nor English [known].
    case languageUnknown = "language_unknown"
    /// A reminder declared without its day, or a day without its reminder.
    case lastStepIncomplete = "last_step_incomplete"
    /// A formula that was saved without its value [formula].
    case formulaWithoutValue = "formula_without_value"
    /// The cell holds an error of the spreadsheet such as `#REF!`.
    case cellError = "cell_error"

    // Statutory accounting exports (FEC), refused.

    /// Separated by [found] instead of a TAB or a vertical bar.
    case fecSeparator = "fec_separator"
    /// The debits of the file are not its credits [debit, credit].
    case fecUnbalanced = "fec_unbalanced"
    /// The sense of an amount is neither D nor C, +1 nor -1.
    case fecSenseUnknown = "fec_sense_unknown"

    // Statutory accounting exports (FEC), read all the same: remarks.

    /// Not named `<SIREN>FEC<closing date>.txt`: the fiscal year is taken from the entries.
    case fecFileName = "fec_file_name"
    /// A header and nothing under it.
    case fecNoEntries = "fec_no_entries"
    /// The debits of an entry are not its credits [journal, entry, debit, credit].
    case fecEntryUnbalanced = "fec_entry_unbalanced"
    /// Numbers [from]...[to] of a journal are missing [journal].
    case fecNumberingGap = "fec_numbering_gap"
    /// A line without EcritureNum.
    case fecEntryNumberMissing = "fec_entry_number_missing"
    /// Dated after the closing of the fiscal year [closesOn].
    case fecDateOutsideYear = "fec_date_outside_year"
    /// A lettering date without a lettering code: read as open.
    case fecLetteringMissing = "fec_lettering_missing"
    /// A negative debit or credit: read as the other side.
    case fecAmountNegative = "fec_amount_negative"
    /// A debit and a credit on one line: read as their difference.
    case fecBothSides = "fec_both_sides"
    /// An entry that is not validated yet (blank ValidDate).
    case fecDraft = "fec_draft"
    /// A foreign amount without its currency, or the reverse: read in the currency of the books.
    case fecForeignIncomplete = "fec_foreign_incomplete"
    /// Lettered with amounts of another currency: read in the currency of the books [customer].
    case fecForeignMixed = "fec_foreign_mixed"
    /// A customer line without PieceRef: named after its entry [given].
    case fecPieceMissing = "fec_piece_missing"
    /// A PieceRef that another document already bears: completed with its entry [given].
    case fecPieceRepeated = "fec_piece_repeated"
    /// A customer line on a collective account, without a customer [account].
    case fecCustomerMissing = "fec_customer_missing"
    /// An opening balance without the detail of its invoices [customer].
    case fecOpeningSummarised = "fec_opening_summarised"
}
