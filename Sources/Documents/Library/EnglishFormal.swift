/// The formal notice, the thanks and the account statement in English.
extension TemplateLibrary {
    static let englishFormal: [String] = [
        """
        id: formal_notice
        version: 1
        language: en
        tone: formal
        kind: formal_notice
        subject: Formal notice to pay {{total}}

        [opening]
        {{#previous}}Despite {{#several_previous}}our reminders of {{previous_dates}}{{/several_previous}}{{^several_previous}}our
        reminder of {{last_previous}}{{/several_previous}}, you still owe us{{/previous}}{{^previous}}To date you owe us{{/previous}}
        {{principal}} in principal,
        {{#one}}under invoice {{invoice}}, due on {{due_on}}.{{/one}}
        {{#many}}under the {{count}} invoices listed below, due
        {{#same_due}}on {{due_on}}.{{/same_due}}{{^same_due}}between {{oldest_due_on}} and {{latest_due_on}}.{{/same_due}}{{/many}}
        {{#credits}}Your payments and our credit notes have been deducted.{{/credits}}

        {{#penalties_asked}}{{#business}}To this are added as of right, without any reminder being necessary (articles L441-10 and
        D441-5 of the French Commercial Code), late-payment interest to date of {{interest}} at {{rates}}, and the fixed recovery
        costs of {{indemnity_each}} per invoice, that is {{indemnity}}. Interest continues to run until full
        payment.{{/business}}
        {{#public_body}}To this are added as of right (articles L2192-13, R2192-31 and D2192-35 of the French Public Procurement
        Code) late-payment interest to date of {{interest}} at {{rates}}, and the fixed recovery costs of {{indemnity_each}} per
        invoice, that is {{indemnity}}. Interest continues to run until payment.{{/public_body}}{{/penalties_asked}}

        We therefore give you FORMAL NOTICE to pay us the total of {{total}}{{#indemnity_apart}} and, in euros,
        these costs of {{indemnity}}{{/indemnity_apart}} within {{deadline}} of receiving this letter, which
        is a formal notice (mise en demeure) within the meaning of articles 1231-6 and 1344 of the French Civil
        Code{{#consumer}} and makes interest run at the legal rate{{/consumer}}.

        [next]
        Payment is to be made to the account given above{{#reference}}, quoting the reference {{reference}}{{/reference}}. If you
        dispute all or part of this sum, write to us within the same time and give your reasons.

        Failing payment within that time we will apply to the competent court for an enforceable title without further notice, the
        costs being borne by the losing party.{{#business}} We also reserve the right to suspend all orders and
        deliveries.{{/business}}

        [closing]
        Yours faithfully,
        """,
        """
        id: thanks
        version: 1
        language: en
        tone: friendly
        kind: thanks
        subject: {{#one}}Invoice {{invoice}} paid: thank you{{/one}}{{#many}}{{count_words_start}} invoices paid: thank you{{/many}}

        [opening]
        We have received your payment of {{total}}, which settles
        {{#one}}our invoice {{invoice}}.{{/one}}{{#many}}the invoices below.{{/many}} Thank you.

        [next]
        Our reminders about it stop here. If one of them crossed your payment, please accept our apologies.

        [closing]
        Kind regards,
        """,
        """
        id: statement
        version: 1
        language: en
        tone: courteous
        kind: statement
        subject: Your account statement on {{today}}

        [opening]
        This is how your account stands in our books on {{today}}, so that you can compare it with yours.

        [next]
        If you find a difference (an invoice you do not have, a payment that is not shown), please tell me: I will send you the
        document, or put things right on our side.

        [closing]
        I remain at your disposal,
        """,
    ]
}
