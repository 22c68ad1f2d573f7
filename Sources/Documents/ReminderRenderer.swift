/// Writes messages: figures checked first, then words, then markup.
package enum ReminderRenderer {
    /// Subject, HTML and plain text of one message.
    ///
    /// - Throws: `ReminderError` when the figures do not agree or something needed is missing; nothing is then written.
    package static func render(_ content: ReminderContent, with template: MessageTemplate) throws(ReminderError) -> RenderedReminder {
        try ReminderCheck.check(content, for: template)
        let view = ReminderView(content, template)
        return RenderedReminder(subject: view.subject, html: MailHTML.write(view), text: MailText.write(view))
    }
}
