output "url" {
  description = "Where the page is."
  value       = "https://${aws_cloudfront_distribution.this.domain_name}"
}

output "bucket" {
  description = "The bucket with the page's files."
  value       = aws_s3_bucket.this.id
}

output "files" {
  description = "The content types of the page's files, by file."
  value       = { for file in values(aws_s3_object.file) : file.key => file.content_type }
}

output "config" {
  description = "The page's config.json."
  value       = aws_s3_object.config.content
}
