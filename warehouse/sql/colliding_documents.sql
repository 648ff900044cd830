-- Documents of the batch whose document_id belongs to other bytes already.
SELECT staged.sha256
FROM staged_documents AS staged
JOIN documents AS stored USING (document_id)
WHERE stored.sha256 <> staged.sha256;
