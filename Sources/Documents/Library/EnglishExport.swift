/// Texts for foreign customers: bank details first, nothing left to guess, plain English.
extension TemplateLibrary {
    static let englishExport: [String] = [
        """
        id: export_notice
        version: 1
        language: en
        tone: friendly
        kind: notice
        bank: full
        subject: {{#one}}Invoice {{invoice}}: due on {{due_on}}{{/one}}{{#many}}{{count_words_start}} invoices soon due{{/many}}

        [opening]
        {{#one}}Our invoice {{invoice}} falls due on {{due_on}}.{{/one}}
        {{#many}}{{count_words_start}} of our invoices fall due
        {{#same_due}}on {{due_on}}.{{/same_due}}{{^same_due}}between {{oldest_due_on}} and {{latest_due_on}}.{{/same_due}}{{/many}}
        Everything your bank needs is below. If the transfer is already scheduled, there is nothing for you to do.

        [next]
        Please make sure that your bank's charges are not deducted from the amount, and that the reference reaches us. If you need
        any other document, I will send it to you.

        [closing]
        Thank you for your business,
        """,
        """
        id: export_courteous
        version: 1
        language: en
        tone: courteous
        kind: reminder
        bank: full
        subject: {{#one}}Invoice {{invoice}} is now due{{/one}}{{#many}}{{count_words_start}} invoices are now due{{/many}}

        [opening]
        {{#one}}Our invoice {{invoice}} fell due on {{due_on}} and we have not yet seen your payment.{{/one}}
        {{#many}}{{count_words_start}} of our invoices have fallen due, the oldest on {{oldest_due_on}}, and we have not yet seen
        your payment.{{/many}} A transfer from abroad can take a few days: if it has left, please disregard this message.

        [next]
        If your transfer left more than a week ago, please send me a copy of the order: we will trace it with our bank.

        [closing]
        I remain at your disposal,
        """,
        """
        id: export_firm
        version: 1
        language: en
        tone: firm
        kind: reminder
        bank: full
        subject: {{#one}}Invoice {{invoice}}: {{lateness}} late{{/one}}{{#many}}{{count_words_start}} late invoices: {{total}}{{/many}}

        [opening]
        {{#previous}}I am writing again after {{#several_previous}}my messages of
        {{previous_dates}}{{/several_previous}}{{^several_previous}}my message of
        {{last_previous}}{{/several_previous}}.{{/previous}}
        {{#one}}Our invoice {{invoice}}, due on {{due_on}}, has still not been paid.{{/one}}
        {{#many}}{{count_words_start}} of our invoices have still not been paid; the oldest is {{lateness}} late.{{/many}} Please
        make the transfer within eight days and send me a copy of the order.

        [next]
        If something stands in the way (receipt of the goods, customs documents, exchange control), tell me what it is: we are used
        to it and can help.

        [closing]
        I look forward to your reply. Kind regards,
        """,
        """
        id: export_last
        version: 1
        language: en
        tone: grave
        kind: reminder
        bank: full
        subject: Last reminder before the file is handed over: {{total}}

        [opening]
        {{#previous}}{{#several_previous}}My messages of {{previous_dates}} were not followed by a
        transfer.{{/several_previous}}{{^several_previous}}My message of {{last_previous}} was not followed by a
        transfer.{{/several_previous}}{{/previous}}
        {{#one}}Our invoice {{invoice}} is now {{lateness}} late.{{/one}}
        {{#many}}{{count_words_start}} of our invoices remain unpaid; the oldest is now {{lateness}} late.{{/many}}

        This is the last reminder before the file is entrusted to our legal department or to a collection partner in your country.

        [next]
        Without a transfer or a word from you within eight days, we will suspend shipments in progress and hand the file over. A
        conversation would avoid it: write to me, or call me{{#phone}} on {{phone}}{{/phone}}.

        [closing]
        I look forward to your reply,
        """,
    ]
}
